import { loadRules } from '@cordon/sigma';
import { parseWords } from '../arguments.ts';
import { dataDirectory } from '../data-directory.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { readRules } from '../rule-paths.ts';

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

/** Copies the rules into the data directory, where a server notices them. */
async function add(paths: readonly string[], data: string | undefined): Promise<number> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new UsageError('rules add: expected one PATH');
  const { report } = loadRules(await readRules([path]));
  if (report.loaded === 0) throw new UsageError(`rules add: no rule could be loaded from ${path}`);
  const { addRules } = await import('@cordon/server/rules');
  const { name } = await addRules(dataDirectory(data), path);
  process.stderr.write(
    `${name}: ${report.loaded} rules added, ${report.rejected.length} rejected ("cordon rules check ${path}" tells why)\n`,
  );
  return exitCode.done;
}
