import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('..', import.meta.url));

/** Time of day read from the system. `performance.now()` measures spans and tells no time. */
const readsTime = /\bDate\.now\(|\bnew Date\(\)/;

it('is the one place where the server asks what time it is, beside the ids that sort by time', () => {
  const files = globSync('**/*.ts', { cwd: server }).map((file) => file.replaceAll('\\', '/'));
  const asking = files.filter(
    (file) =>
      !/\.test\.ts$|testing|-probes\.ts$/.test(file) && readsTime.test(readFileSync(server + file, 'utf8')),
  );
  assert.deepEqual(asking.sort(), ['kernel/clock.ts', 'kernel/ids.ts']);
});
