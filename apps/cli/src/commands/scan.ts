import { availableParallelism } from 'node:os';
import { signalFields } from '@cordon/sigma';
import { cacheFolder, loadCachedRules } from '@cordon/sigma/image';
import { instant, oneOf, parseWords, wholeNumber } from '../arguments.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { readRules } from '../rule-paths.ts';
import { correlate } from '../scan/correlate.ts';
import { compareDetections } from '../scan/detection.ts';
import { listInputs } from '../scan/inputs.ts';
import { atLeast, levels } from '../scan/level.ts';
import { formats, openOutput, withoutOutputs, write, writeDetections } from '../scan/output.ts';
import { scanFiles } from '../scan/pool.ts';
import { Progress } from '../scan/progress.ts';
import { summarise, summaryLines } from '../scan/summary.ts';

const usage = `Usage: cordon scan [OPTIONS] PATH...

Finds attacks in event logs, offline. PATHs are files and folders (recursive); what they hold is
recognised by content: EVTX, EVT, JSON lines, a JSON array or document, and gzip and zip of those.

  --rules PATH      folder, file or zip of Sigma rules; repeatable; instead of our own
  --format FORMAT   jsonl (default), csv or summary
  --output FILE     instead of standard output
  --min-level LEVEL leave out detections below informational, low, medium, high or critical
  --from TIME       leave out records before this time (RFC 3339, UTC where no zone is given)
  --to TIME         leave out records after this time
  --workers N       threads; default: one a core
  --fail-on LEVEL   end with exit code 3 when there is a detection of this level or above
  --summary FILE    write the summary as JSON

Correlations are run over what the rules find in all files together; a rule that only serves a
correlation has no rows of its own unless the correlation says "generate: true".

Rules are kept ready for the next time in the folder that CORDON_CACHE names, else in the user's own
cache folder.

Exit codes: 0 done, 1 internal error, 2 usage, 3 --fail-on met. Damaged and unrecognised files are
listed in the summary and do not change the code.
`;

export async function scan(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, {
    rules: { type: 'string', multiple: true },
    format: { type: 'string', default: 'jsonl' },
    output: { type: 'string' },
    'min-level': { type: 'string', default: 'informational' },
    from: { type: 'string' },
    to: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    'fail-on': { type: 'string' },
    summary: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  if (positionals.length === 0) throw new UsageError('scan: expected at least one PATH, found none');
  const format = oneOf('format', values.format, formats);
  const failOn = values['fail-on'] === undefined ? undefined : oneOf('fail-on', values['fail-on'], levels);
  const query = {
    minLevel: oneOf('min-level', values['min-level'], levels),
    from: values.from === undefined ? undefined : instant('from', values.from),
    to: values.to === undefined ? undefined : instant('to', values.to),
  };
  const workers = wholeNumber('workers', values.workers, 1, 256);

  if (query.from !== undefined && query.to !== undefined && query.from > query.to)
    throw new UsageError(`--from, --to: expected from before to, found ${values.from} and ${values.to}`);

  const { output: outputFile, summary: summaryFile } = values;
  const inputs = withoutOutputs(listInputs(positionals), positionals, {
    output: outputFile,
    summary: summaryFile,
  });
  const rules = loadCachedRules(await readRules(values.rules), { correlate: true }, cacheFolder());
  const { report } = rules.set;
  if (report.loaded === 0)
    throw new UsageError(`no rule could be loaded from ${(values.rules ?? ['our own']).join(', ')}`);
  const output = outputFile === undefined ? process.stdout : await openOutput('output', outputFile);
  const summaryOut = summaryFile === undefined ? undefined : await openOutput('summary', summaryFile);

  const { correlations, silent } = rules.set;
  const counted = signalFields(correlations);

  const started = performance.now();
  const progress = new Progress(inputs.reduce((sum, input) => sum + input.bytes, 0));
  const results = await scanFiles(inputs, rules, { ...query, counted, silent }, workers, (bytes) =>
    progress.add(bytes),
  );
  progress.end();
  const correlated = correlate(
    rules.set,
    results.flatMap((result) => result.signals),
    query.minLevel,
  );
  const detections = [...results.flatMap((result) => result.detections), ...correlated.detections].sort(
    compareDetections,
  );
  const seconds = (performance.now() - started) / 1000;
  const summary = summarise(
    results.flatMap((result) => result.reports),
    detections,
    { loaded: report.loaded, rejected: report.rejected.length },
    correlated.counts,
    inputs.length,
    seconds,
  );

  await writeDetections(output, format, detections);
  if (summaryOut) await write(summaryOut, [`${JSON.stringify(summary, null, 2)}\n`]);
  process.stderr.write(summaryLines(summary));
  const met = failOn !== undefined && detections.some((each) => atLeast(each.level, failOn));
  return met ? exitCode.failOnMet : exitCode.done;
}
