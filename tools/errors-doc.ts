import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { declaredProblems } from '../apps/server/src/kernel/problem.ts';

/**
 * Writes `docs/errors.md` from the problem codes that the server's areas declare; with `--check` it only says
 * whether the file is up to date.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}docs/errors.md`;

/** The document as it should be: every declared code in alphabetical order. */
export async function errorsDocument(): Promise<string> {
  for (const module of globSync('apps/server/src/**/problems.ts', { cwd: root }))
    await import(pathToFileURL(root + module).href);
  const rows = [...declaredProblems()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
  return [
    '# Errors of the HTTP API',
    '',
    'Every error is `application/problem+json` (RFC 9457). `code` is stable: programs may depend on it. `detail` says what',
    'was expected and what was found, `at` where. This file is written by `node tools/errors-doc.ts`.',
    '',
    '| code | status | title |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (import.meta.main) {
  const wanted = await errorsDocument();
  if (process.argv.includes('--check')) process.exitCode = readFileSync(file, 'utf8') === wanted ? 0 : 1;
  else writeFileSync(file, wanted);
}
