import { readFile, stat } from 'node:fs/promises';
import { type LogRecord, openLog } from '@cordon/eventlog';
import { type EventView, loadRules, type Rule, type RuleText } from '@cordon/sigma';
import { caseEventOf, explain, explanationLines } from '@cordon/sigma/explain';
import { exitCode, UsageError } from '../exit-code.ts';
import { readRules } from '../rule-paths.ts';

/** Which event of a log is meant: by its record id, or by its place from 1. */
export interface EventChoice {
  readonly record: string | undefined;
  readonly number: number | undefined;
}

/** Most of a file that is looked at as a single event written by hand. */
const LARGEST_EVENT = 1024 * 1024;

/** `cordon rules explain`: exit code 0 when the rule matches the event, 3 when it does not. */
export async function explainEvent(
  ruleName: string,
  eventPath: string,
  choice: EventChoice,
  rulePaths: readonly string[] | undefined,
  format: 'text' | 'json',
): Promise<number> {
  const rule = await findRule(ruleName, rulePaths);
  const event = await findEvent(eventPath, choice);
  const explanation = explain(rule, event);
  const head = { id: rule.id, title: rule.title };
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ rule: head, ...explanation }, null, 2)}\n`
      : `${rule.title} (${rule.id})\n${explanationLines(explanation).join('\n')}\n`,
  );
  return explanation.matched ? exitCode.done : exitCode.failOnMet;
}

/** A rule by the path of its file, or by id, name or title among the rules given. */
async function findRule(name: string, paths: readonly string[] | undefined): Promise<Rule> {
  const isFile = await stat(name).then(
    (info) => info.isFile(),
    () => false,
  );
  const texts: readonly RuleText[] = await readRules(isFile ? [name] : paths);
  const { rules, report } = loadRules(texts);
  if (isFile) {
    const [only] = rules;
    if (only && rules.length === 1) return only;
    const [rejected] = report.rejected;
    const found = rejected ? `${rejected.code}: ${rejected.reason}` : `${rules.length} rules`;
    throw new UsageError(`rules explain: expected one rule in ${name}, found ${found}`);
  }
  const lower = name.toLowerCase();
  const rule = rules.find(
    (each) => each.id === name || each.name === name || each.title.toLowerCase() === lower,
  );
  if (!rule) throw new UsageError(`rules explain: expected a file, id or title of a rule, found "${name}"`);
  return rule;
}

async function findEvent(path: string, choice: EventChoice): Promise<EventView> {
  const { size } = await stat(path).catch(() => {
    throw new UsageError(`rules explain: expected an event log or JSON file, found no file ${path}`);
  });
  if (size <= LARGEST_EVENT && choice.record === undefined && choice.number === undefined) {
    const written = caseEventOf(await readFile(path, 'utf8'));
    if (written) return written;
  }
  let count = 0;
  let first: LogRecord | undefined;
  for await (const part of openLog(path)) {
    for await (const batch of part.batches) {
      for (const item of batch) {
        if (item.kind === 'fault') continue;
        count++;
        first ??= item.record;
        if (choice.record === undefined ? count === choice.number : item.record.recordId === choice.record)
          return item.record;
      }
    }
  }
  const asked = choice.record !== undefined || choice.number !== undefined;
  if (first && count === 1 && !asked) return first;
  const expected = asked
    ? `record ${choice.record ?? `number ${choice.number}`}`
    : 'one event, or --record ID or --number N to choose one';
  throw new UsageError(`rules explain: ${path}: expected ${expected}, found ${count} events`);
}
