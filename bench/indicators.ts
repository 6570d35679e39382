import { createHash, randomInt } from 'node:crypto';
import { findObservables, type MatchedEvent, matchEvent } from '@cordon/indicators/event';
import { IndicatorTable, TableBuilder } from '@cordon/indicators/table';

/**
 * What matching costs an event, and what the table weighs, as indicators grow: `node bench/indicators.ts [--json]`.
 * Of the indicators 40 % are SHA-256, 25 % domains, 20 % addresses, 10 % URLs, 4 % file names, 1 % networks of
 * eleven prefix lengths. Of the events one in a hundred names one of them.
 */
const sizes = [1000, 100_000, 10_000_000];
const events = 20_000;
const runs = 5;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const address = (n: number): string => `${11 + (n % 80)}.${(n >>> 8) & 255}.${(n >>> 16) & 255}.${n & 255}`;

function add(builder: TableBuilder, n: number): void {
  const share = n % 100;
  if (share < 40) builder.add({ kind: 'hash', value: digest(`file ${n}`) }, 0);
  else if (share < 65) builder.add({ kind: 'domain', value: `d${n}.bad.example` }, 0);
  else if (share < 85) builder.add({ kind: 'address', value: address(n) }, 0);
  else if (share < 95) builder.add({ kind: 'url', value: `http://d${n}.bad.example/a/${n}?x=1` }, 0);
  else if (share < 99) builder.add({ kind: 'file', value: `dropper-${n}.exe` }, 0);
  else builder.add({ kind: 'network', value: `193.${n % 256}.0.0/${16 + (n % 11)}` }, 0);
}

function eventOf(n: number, hit: string | undefined): MatchedEvent {
  const fields = {
    Image: `C:\\Program Files\\Vendor\\program-${n % 500}.exe`,
    CommandLine: `"C:\\Program Files\\Vendor\\program-${n % 500}.exe" --config C:\\data\\site.json --n ${n}`,
    User: 'ALDER\\clerk',
    ParentImage: 'C:\\Windows\\explorer.exe',
    Hashes: `SHA256=${hit ?? digest(`benign ${n}`)}`,
    DestinationIp: `185.${n % 200}.${(n >>> 4) & 255}.9`,
    QueryName: `host-${n % 900}.update.vendor.example`,
    ProcessId: String(n),
    LogonId: '0x3e7',
    Details: `see https://docs.vendor.example/page/${n}`,
  };
  return { ...findObservables(fields), fields };
}

const rows = [];
for (const size of sizes) {
  const began = performance.now();
  const builder = new TableBuilder();
  for (let n = 0; n < size; n += 1) add(builder, n);
  const memory = builder.finish([randomInt(2 ** 32), randomInt(2 ** 32)]);
  const buildMs = performance.now() - began;
  const table = new IndicatorTable(memory);
  const stream = Array.from({ length: events }, (_, n) =>
    eventOf(n, n % 100 === 0 ? digest(`file ${((n * 37) % Math.floor(size / 100)) * 100}`) : undefined),
  );
  const times: number[] = [];
  let hits = 0;
  for (let run = 0; run < runs + 2; run += 1) {
    hits = 0;
    const start = performance.now();
    for (const event of stream) hits += matchEvent(table, event, 0).length;
    if (run >= 2) times.push(((performance.now() - start) * 1000) / events);
  }
  if (hits === 0) throw new Error('no hits: the figure says nothing');
  times.sort((one, other) => one - other);
  rows.push({
    indicators: table.size,
    events,
    hits,
    microsAnEvent: Number((times[runs >> 1] ?? 0).toFixed(2)),
    tableMiB: Number((memory.byteLength / 2 ** 20).toFixed(1)),
    bytesAnIndicator: Number((memory.byteLength / table.size).toFixed(1)),
    buildMs: Math.round(buildMs),
  });
}
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else console.table(rows);
