import { loadRules, type RuleText } from '@cordon/sigma';
import {
  attackVersion,
  type Coverage,
  type CoverageSource,
  type CoverageState,
  coverageOf,
  type TechniqueCoverage,
} from '@cordon/sigma/coverage';
import { exitCode, UsageError } from '../exit-code.ts';

export const states = ['covered', 'below', 'visible', 'blind'] as const satisfies readonly CoverageState[];

/** `cordon rules coverage`: the matrix of ATT&CK by tactic, with techniques of the states asked for. */
export function coverage(
  texts: readonly RuleText[],
  format: 'text' | 'json',
  wanted: readonly CoverageState[],
): number {
  const loaded = loadRules(texts, { correlate: true });
  const rules = [...loaded.rules, ...loaded.correlations];
  if (rules.length === 0)
    throw new UsageError('rules coverage: expected rules, found none that can be loaded');
  const matrix = coverageOf(rules);
  const techniques = matrix.techniques.filter(({ state }) => wanted.includes(state));
  if (format === 'json') {
    const counts = Object.fromEntries(states.map((state) => [state, countOf(matrix, state)]));
    const report = {
      attackVersion,
      rules: rules.length,
      counts,
      tactics: matrix.tactics,
      techniques,
      unknownTags: Object.fromEntries(matrix.unknownTags),
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    for (const line of matrixLines(matrix.tactics, techniques)) process.stdout.write(`${line}\n`);
  }
  const counted = states.map((state) => `${countOf(matrix, state)} ${state}`).join(', ');
  const unknown = matrix.unknownTags.size;
  process.stderr.write(
    `ATT&CK ${attackVersion}, ${rules.length} rules: ${counted}${unknown > 0 ? `; ${unknown} tags name no technique in use` : ''}\n`,
  );
  return exitCode.done;
}

function countOf({ techniques }: Coverage, wanted: CoverageState): number {
  return techniques.filter(({ state }) => state === wanted).length;
}

/** A technique stands under each of its tactics, as in the matrix. */
function* matrixLines(
  tactics: Coverage['tactics'],
  techniques: readonly TechniqueCoverage[],
): Generator<string, void, undefined> {
  for (const { shortName, name } of tactics) {
    const own = techniques.filter((technique) => technique.tactics.includes(shortName));
    if (own.length === 0) continue;
    const covered = own.filter(({ state }) => state === 'covered').length;
    yield `${name}: ${covered} of the ${own.length} shown covered`;
    for (const technique of own) yield `  ${techniqueLine(technique)}`;
    yield '';
  }
}

function techniqueLine({ id, name, state, rules, rulesBelow, sources }: TechniqueCoverage): string {
  const [highest] = rules;
  const below = rulesBelow > 0 ? `${rulesBelow} below` : '';
  const counted = highest ? `${rules.length} rule${rules.length > 1 ? 's' : ''} to ${highest.level}` : '';
  const found = [counted, below].filter(Boolean).join(', ');
  const readable = sources.filter((source) => source.readable).map(sourceText);
  const logs = readable.length > 0 ? readable.join('; ') : 'no log that we read';
  return `${id.padEnd(10)}${state.padEnd(8)} ${found.padEnd(30)} ${name} [${logs}]`;
}

function sourceText({ name, eventIds }: CoverageSource): string {
  const log = name.replace(/^WinEventLog:/i, '');
  return eventIds.length > 0 ? `${log} ${eventIds.join(',')}` : log;
}
