import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleText } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';
import { UsageError } from './exit-code.ts';

/** Our own rules, as they come with the program. */
export const ownRules = fileURLToPath(new URL('../../../rules', import.meta.url));

/** Reads rule files of the given paths, or our own. Names begin with the path, so that reports can be followed. */
export async function readRules(paths: readonly string[] | undefined): Promise<RuleText[]> {
  const found: RuleText[] = [];
  for (const path of paths ?? [ownRules]) {
    try {
      const files = await readRuleFiles(path);
      // A single file is named by its own path.
      const single = files.length === 1 && basename(path) === files[0]?.name;
      for (const { name, text } of files) found.push({ name: single ? path : `${path}/${name}`, text });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new UsageError(
        code === 'ENOENT' ? `rules: ${path}: no such file or folder` : `rules: ${message}`,
      );
    }
  }
  return found;
}
