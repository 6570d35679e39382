import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules, type RuleText } from '@cordon/sigma';
import { oneOf, parseWords, wholeNumber } from '../arguments.ts';
import { dataDirectory } from '../data-directory.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { ownRules, readRules } from '../rule-paths.ts';

const usage = `Usage: cordon rules check [PATH...]      find faults in rules, each with file, line, column and code
       cordon rules test [PATH...]       run the positive and negative events beside each rule
       cordon rules explain RULE EVENT   why a rule matches an event, or the first thing that did not
       cordon rules coverage [PATH...]   the ATT&CK matrix: rules and log sources of each technique
       cordon rules add PATH             use the rules of a folder or release zip beside our own
       cordon rules list [PATH...]       one line a rule: level, id, title

Without PATH, check, test, coverage and list take our own rules; list also those that were added.
Cases of x.yml stand in x.cases.yml. A server that runs takes up what is added.
RULE is a file, or the id or title of a rule (of --rules PATH or our own). EVENT is an event log of any
form that "cordon scan" reads, or a file with one event in the form of a case.

  --data DIR          add, list: data directory of the server; CORDON_DATA; default .data
  --name NAME         add: what to call them; a name that is there is replaced; default that of PATH
  --format FORMAT     text (default) or json; check, test, explain, coverage
  --severity LEVEL    check: show findings of error, warning (default) or info and above
  --state STATE       coverage: only techniques that are covered, below (rules of sub-techniques only),
                      visible (no rule, but a log that we read) or blind; repeatable
  --rules PATH        explain: where to look for RULE; repeatable
  --record ID         explain: the event with this record id
  --number N          explain: the Nth event of the log

Exit codes: 0 done, 1 internal error, 2 usage, 3 check found errors, a test failed, or the explained
rule does not match.
`;

const formats = ['text', 'json'] as const;

export async function rules(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, {
    data: { type: 'string' },
    name: { type: 'string' },
    format: { type: 'string', default: 'text' },
    severity: { type: 'string', default: 'warning' },
    state: { type: 'string', multiple: true },
    rules: { type: 'string', multiple: true },
    record: { type: 'string' },
    number: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  const [verb, ...paths] = positionals;
  const format = oneOf('format', values.format, formats);
  const texts = () => readRules(paths.length > 0 ? paths : undefined);
  switch (verb) {
    case 'check': {
      const { check, severities } = await import('../rules/check.ts');
      const least = oneOf('severity', values.severity, severities);
      return check(await texts(), format, least);
    }
    case 'test': {
      const { test } = await import('../rules/test.ts');
      return test(await texts(), format);
    }
    case 'explain': {
      const [rule, event] = paths;
      if (rule === undefined || event === undefined || paths.length > 2)
        throw new UsageError(`rules explain: expected RULE and EVENT, found ${paths.length} words`);
      const number =
        values.number === undefined
          ? undefined
          : wholeNumber('number', values.number, 1, Number.MAX_SAFE_INTEGER);
      const { explainEvent } = await import('../rules/explain.ts');
      return explainEvent(rule, event, { record: values.record, number }, values.rules, format);
    }
    case 'coverage': {
      const { coverage, states } = await import('../rules/coverage.ts');
      const wanted = values.state?.map((state) => oneOf('state', state, states)) ?? states;
      return coverage(await texts(), format, wanted);
    }
    case 'list':
      return list(paths.length > 0 ? paths : usedRules(values.data));
    case 'add':
      return add(paths, values.data, values.name);
    default:
      throw new UsageError(
        `rules: expected check, test, explain, coverage, add or list, found ${verb === undefined ? 'nothing' : `"${verb}"`}`,
      );
  }
}

/** Our own rules and those that were added to a data directory. */
function usedRules(data: string | undefined): string[] {
  const added = join(dataDirectory(data), 'rules');
  return existsSync(added) ? [ownRules, added] : [ownRules];
}

async function list(paths: readonly string[]): Promise<number> {
  const { rules: loaded, correlations } = loadRules(await readRules(paths), { correlate: true });
  for (const rule of [...loaded, ...correlations])
    process.stdout.write(`${(rule.level ?? 'informational').padEnd(14)}${rule.id}  ${rule.title}\n`);
  return exitCode.done;
}

/** How many rules of a path can be used, and how many cannot; its correlations may count our own rules. */
async function loadBesideOwn(path: string): Promise<{ readonly loaded: number; readonly rejected: number }> {
  const own = await readRules([ownRules]);
  const count = (texts: readonly RuleText[]) => {
    const { rules, correlations, report } = loadRules(texts, { correlate: true });
    return { loaded: rules.length + correlations.length, rejected: report.rejected.length };
  };
  const before = count(own);
  const after = count([...own, ...(await readRules([path]))]);
  return { loaded: after.loaded - before.loaded, rejected: after.rejected - before.rejected };
}

/** Copies the rules into the data directory, where a server notices them. */
async function add(
  paths: readonly string[],
  data: string | undefined,
  chosen: string | undefined,
): Promise<number> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new UsageError('rules add: expected one PATH');
  const { loaded, rejected } = await loadBesideOwn(path);
  if (loaded === 0) throw new UsageError(`rules add: no rule could be loaded from ${path}`);
  const { addRules } = await import('@cordon/server/rules');
  const { name } = await addRules(dataDirectory(data), path, chosen).catch((error: Error) => {
    throw new UsageError(`rules add: ${error.message}`);
  });
  process.stderr.write(
    `${name}: ${loaded} rules added, ${rejected} rejected ("cordon rules check ${path}" tells why)\n`,
  );
  return exitCode.done;
}
