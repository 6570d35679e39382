import type { TestEvent } from 'node:test/reporters';

/**
 * Reporter for `node --test` that writes one JSON line a test: name, file, outcome. Suites are not counted, the
 * tests in them are. `tools/test.ts` adds the lines up.
 */
export async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, file, details, skip, todo } = event.data;
    if (details.type === 'suite' && event.type === 'test:pass' && skip === undefined) continue;
    const outcome =
      skip !== undefined ? 'skipped' : event.type === 'test:fail' && todo === undefined ? 'failed' : 'passed';
    if (details.type === 'suite' && outcome === 'failed') {
      // A suite fails with its tests; it counts by itself only when its own hook failed.
      const cause = 'error' in details ? (details.error as { failureType?: string }).failureType : undefined;
      if (cause === 'subtestsFailed') continue;
    }
    yield `${JSON.stringify({ name, file, outcome, reason: typeof skip === 'string' ? skip : undefined })}\n`;
  }
}

// The runner loads a reporter by its default export: the one place where the tool asks for one.
export { countReporter as default };
