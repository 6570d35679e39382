import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { loadRules } from '@cordon/sigma';
import { parseWords } from '../arguments.ts';
import { dataDirectory } from '../data-directory.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { ownRules, readRules } from '../rule-paths.ts';

const usage = `Usage: cordon rules check [PATH...]      what loads, what is rejected and why; exit code 1 if anything is
       cordon rules add PATH [--data DIR]  use the rules of a folder or release zip beside our own
       cordon rules list [PATH...]       one line a rule: level, id, title

Without PATH, check and list take our own rules.
`;

export async function rules(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, {
    data: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  const [verb, ...paths] = positionals;
  if (verb === 'check') return check(paths);
  if (verb === 'list') return list(paths);
  if (verb === 'add') return add(paths, values.data);
  throw new UsageError(
    `rules: expected check, add or list, found ${verb === undefined ? 'nothing' : `"${verb}"`}`,
  );
}

async function check(paths: readonly string[]): Promise<number> {
  const { report } = loadRules(await readRules(paths.length > 0 ? paths : undefined));
  for (const { file, line, column, code, reason } of report.rejected)
    process.stdout.write(`${file}:${line}:${column}: ${code}: ${reason}\n`);
  for (const rule of report.withoutLogsource) {
    const { product, category, service } = rule.logsource;
    const named = [product, category, service].filter((part) => part !== undefined).join('/');
    process.stdout.write(
      `${rule.source.file}:${rule.source.line}: no-known-logsource: nothing that we read feeds ${named}\n`,
    );
  }
  process.stderr.write(
    `${report.loaded} rules loaded (${report.withoutLogsource.length} without a known log source), ${report.rejected.length} rejected\n`,
  );
  return report.rejected.length === 0 && report.loaded > 0 ? exitCode.done : exitCode.internalError;
}

async function list(paths: readonly string[]): Promise<number> {
  const { rules: loaded } = loadRules(await readRules(paths.length > 0 ? paths : undefined));
  for (const rule of loaded)
    process.stdout.write(`${(rule.level ?? 'informational').padEnd(14)}${rule.id}  ${rule.title}\n`);
  return exitCode.done;
}

/** Copies the rules into the data directory, where a server finds them at its next start. */
async function add(paths: readonly string[], data: string | undefined): Promise<number> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new UsageError('rules add: expected one PATH');
  const texts = await readRules([path]);
  const { report } = loadRules(texts);
  if (report.loaded === 0) throw new UsageError(`rules add: no rule could be loaded from ${path}`);
  if (resolve(path) === resolve(ownRules))
    throw new UsageError('rules add: these are our own rules, which are always loaded');
  const folder = join(dataDirectory(data), 'rules');
  const name =
    basename(resolve(path))
      .replace(/\.zip$/i, '')
      .replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'rules';
  const partial = join(folder, `.${name}.${process.pid}`);
  await mkdir(partial, { recursive: true });
  for (const { name: file, text } of texts) await writeRuleFile(partial, file.slice(path.length + 1), text);
  await rm(join(folder, name), { recursive: true, force: true });
  await rename(partial, join(folder, name));
  process.stderr.write(
    `${name}: ${report.loaded} rules added, ${report.rejected.length} rejected ("cordon rules check ${path}" tells why)\n`,
  );
  return exitCode.done;
}

/** Names come from an archive: what would leave the folder is put under its last part. */
async function writeRuleFile(folder: string, name: string, text: string): Promise<void> {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const file = join(folder, ...parts);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}
