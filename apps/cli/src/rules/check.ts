import type { RuleText } from '@cordon/sigma';
import { type Finding, lintRules, type Severity } from '@cordon/sigma/lint';
import { exitCode, UsageError } from '../exit-code.ts';

export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** `cordon rules check`: prints findings of a severity and above; exit code 3 when one is an error. */
export function check(texts: readonly RuleText[], format: 'text' | 'json', least: Severity): number {
  if (texts.length === 0) throw new UsageError('rules check: expected rule files (.yml), found none');
  const { findings, documents, loaded } = lintRules(texts);
  const shown = findings.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
  const counts = Object.fromEntries(severities.map((severity) => [severity, countOf(findings, severity)]));
  if (format === 'json')
    process.stdout.write(`${JSON.stringify({ documents, loaded, counts, findings: shown }, null, 2)}\n`);
  else
    for (const { file, line, column, severity, code, message } of shown)
      process.stdout.write(`${file}:${line}:${column}: ${severity} ${code}: ${message}\n`);
  const errors = countOf(findings, 'error');
  process.stderr.write(
    `${documents} rules, ${loaded} can be used; ${errors} errors, ${countOf(findings, 'warning')} warnings, ${countOf(findings, 'info')} notes (--severity info)\n`,
  );
  return errors === 0 ? exitCode.done : exitCode.failOnMet;
}

function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
