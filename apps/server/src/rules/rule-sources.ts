import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleText } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';

/** A place that rules come from: our own, those added with `cordon rules add`, and folders of the configuration. */
export interface RuleOrigin {
  readonly name: string;
  readonly path: string;
}

/** Our own rules, beside the source tree of this program. */
export const shippedRules: RuleOrigin = {
  name: 'cordon',
  path: fileURLToPath(new URL('../../../../rules', import.meta.url)),
};

const addedFolder = (dataDir: string): string => join(dataDir, 'rules');

/** All origins in the order in which they are loaded: of rules with the same id the first one counts. */
export async function ruleOrigins(dataDir: string, configured: readonly string[]): Promise<RuleOrigin[]> {
  const folder = addedFolder(dataDir);
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  const added = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, path: join(folder, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    shippedRules,
    ...added,
    ...configured.map((path) => ({ name: basename(path), path: resolve(path) })),
  ];
}

/** The rule texts of an origin, each named `origin/path`. */
export async function readOrigin(origin: RuleOrigin): Promise<RuleText[]> {
  const files = await readRuleFiles(origin.path);
  return files.map((file) => ({ name: `${origin.name}/${file.name}`, text: file.text }));
}

/**
 * Copies the rules of a folder, a file or a SigmaHQ release archive into the data directory, where a running server
 * notices them. They go by the name of the path, or the one chosen; adding the same path or choosing the same name
 * again replaces what was there. Answers the origin and how many files it has.
 *
 * @throws Error when the path cannot be read or holds no rule file, or its name is that of rules from elsewhere.
 */
export async function addRules(
  dataDir: string,
  path: string,
  chosen?: string,
): Promise<RuleOrigin & { readonly files: number }> {
  const files = await readRuleFiles(path);
  if (files.length === 0) throw new Error(`${path}: expected rule files (.yml, .yaml), found none`);
  const name = originName(chosen ?? path);
  const folder = addedFolder(dataDir);
  const before = await readFile(join(folder, name, cameFrom), 'utf8').catch(() => undefined);
  if (chosen === undefined && before !== undefined && before !== resolve(path))
    throw new Error(
      `${name}: rules of that name were added from ${before}: --name ${name} replaces them, another name keeps both`,
    );
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(join(folder, '.adding-'));
  try {
    for (const file of files) {
      const target = resolve(temporary, file.name);
      if (!target.startsWith(temporary + sep))
        throw new Error(`${path}: the name ${JSON.stringify(file.name)} leads out of the archive`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, file.text);
    }
    await writeFile(join(temporary, cameFrom), resolve(path));
    const final = join(folder, name);
    const old = join(folder, `.replaced-${name}`);
    await rm(old, { recursive: true, force: true });
    if (existsSync(final)) await rename(final, old);
    await rename(temporary, final);
    await rm(old, { recursive: true, force: true });
    return { name, path: final, files: files.length };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** File beside added rules that says which path they came from. */
const cameFrom = '.came-from';

/** A folder's or archive's name as an origin: lower case letters, digits and dashes; never that of our own rules. */
function originName(path: string): string {
  const plain = basename(resolve(path))
    .toLowerCase()
    .replace(/\.(zip|ya?ml)$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' || plain === shippedRules.name ? 'added' : plain;
}
