import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxRowBytes, toLakeRow } from './index.ts';
import { shortHost } from './row.ts';
import { lakeColumns } from './schema.ts';
import { envelope } from './testing/envelopes.ts';

const bytesOf = (line: string): number => Buffer.byteLength(line);
const row = (line: string) => JSON.parse(line) as Record<string, string & number>;

describe('a row of the lake', () => {
  it('is one line with every column and no other', () => {
    const line = toLakeRow(envelope({ message: 'a\nb\r\u2028', original: 'x\ny' }));
    assert.ok(!/[\r\n]/.test(line));
    assert.deepEqual(Object.keys(row(line)).sort(), lakeColumns.map((column) => column.name).sort());
  });

  it('keeps times to the microsecond and within what a calendar can name', () => {
    const happened = (ms: number) => row(toLakeRow(envelope({ happened: ms }))).happened;
    assert.equal(happened(1_700_000_000_000.123), 1_700_000_000_000_123);
    assert.equal(happened(Number.NaN), 0);
    assert.equal(happened(Number.POSITIVE_INFINITY), 8.64e18);
    assert.equal(happened(-1e300), -8.64e18);
  });

  it('never grows beyond its bound, whatever an event holds, and says what was cut', () => {
    const worst = '"'.repeat(5_000_000);
    const wide = Object.fromEntries(
      Array.from({ length: 300_000 }, (_, index) => [`\u0001${index}`, ['', null, '\u0001']]),
    );
    for (const event of [
      envelope({ original: worst }),
      envelope({ fields: { a: worst, b: [worst, null] } }),
      envelope({ fields: wide }),
      envelope({ fields: { many: new Array<string>(1_500_000).fill('') } }),
      envelope({
        host: worst,
        channel: worst,
        provider: worst,
        user: worst,
        process: worst,
        commandLine: worst,
        message: worst,
      }),
      envelope({ hashes: new Array<string>(200_000).fill('f'.repeat(64)) }),
      envelope({
        legacy: { eventId: 1, source: worst, strings: new Array<string>(100_000).fill('x'.repeat(100)) },
      }),
      envelope({ logsource: { product: worst } }),
    ]) {
      const line = toLakeRow(event);
      assert.ok(bytesOf(line) <= maxRowBytes, `${bytesOf(line)} bytes`);
      assert.equal(row(line).id, event.id);
    }
    const cut = row(toLakeRow(envelope({ original: worst }))).original ?? '';
    assert.match(cut, /\[cut by Cordon: 5000000 characters in all\]$/);
  });

  it('is left whole up to the bound', () => {
    const original = 'é'.repeat(3_500_000);
    assert.equal(row(toLakeRow(envelope({ original }))).original, original);
  });

  it('knows a device by its first label, but an address as a whole', () => {
    for (const [host, short] of [
      ['mri-07.alder.example', 'mri-07'],
      ['pc-1', 'pc-1'],
      ['10.1.2.3', '10.1.2.3'],
      ['.x', '.x'],
      ['', ''],
    ] as const)
      assert.equal(shortHost(host), short);
  });
});
