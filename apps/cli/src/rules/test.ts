import { readFile } from 'node:fs/promises';
import { loadRules, type RuleText } from '@cordon/sigma';
import { explanationLines, readCases, runCases } from '@cordon/sigma/explain';
import { exitCode, UsageError } from '../exit-code.ts';

/** What is wrong with a rule or one of its cases. */
interface Failed {
  readonly file: string;
  readonly line: number;
  /** Name of the case; empty where the file itself cannot be used. */
  readonly name: string;
  readonly message: string;
  readonly why: readonly string[];
}

/**
 * `cordon rules test`: runs the cases in the `x.cases.yml` beside each rule file `x.yml`; exit code 3 when one
 * goes the other way, or a rule or its cases cannot be read. A case is one event, so files that hold only
 * correlations or filters count as untested.
 */
export async function test(texts: readonly RuleText[], format: 'text' | 'json'): Promise<number> {
  if (texts.length === 0) throw new UsageError('rules test: expected rule files (.yml), found none');
  const failed: Failed[] = [];
  const untested: string[] = [];
  let cases = 0;
  // All at once: a correlation may count the rules of other files, a filter change them.
  const loaded = loadRules(texts, { correlate: true });
  const byFile = Map.groupBy(loaded.rules, (rule) => rule.source.file);
  for (const { file, line, code, reason } of loaded.report.rejected)
    failed.push({ file, line, name: '', message: `${code}: ${reason}`, why: [] });
  for (const source of texts) {
    const rules = byFile.get(source.name) ?? [];
    const file = source.name.replace(/\.ya?ml$/i, '.cases.yml');
    const text = await readIfThere(file);
    if (text === undefined || rules.length === 0) {
      untested.push(source.name);
      continue;
    }
    const read = readCases({ name: file, text });
    cases += read.cases.length;
    for (const { line, message } of read.faults) failed.push({ file, line, name: '', message, why: [] });
    for (const { name, line, positive, explanation } of runCases(rules, read.cases)) {
      const message = positive
        ? `positive "${name}": expected a hit, found none`
        : `negative "${name}": expected no hit, found one`;
      failed.push({ file, line, name, message, why: explanationLines(explanation) });
    }
  }
  if (format === 'json')
    process.stdout.write(`${JSON.stringify({ files: texts.length, cases, failed, untested }, null, 2)}\n`);
  else
    for (const { file, line, message, why } of failed)
      process.stdout.write(
        [`${file}:${line}: ${message}`, ...why.map((each) => `    ${each}`), ''].join('\n'),
      );
  process.stderr.write(
    `${texts.length} rule files, ${untested.length} not tested (without cases, or no rule on single events); ${cases} cases, ${failed.length} failures\n`,
  );
  return failed.length === 0 ? exitCode.done : exitCode.failOnMet;
}

/** A file beside a rule; undefined where there is none (rules within an archive never have one). */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
