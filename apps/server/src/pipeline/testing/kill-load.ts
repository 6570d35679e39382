import { processStart } from './pipeline.ts';

/** A batch as it is sent: the same bytes on every attempt and in every run. */
export interface Batch {
  readonly path: string;
  readonly body: string;
}

const perBatch = 40;

/**
 * Deterministic requests of every kind: attacks, background, events without identity, repetitions, no events. A hundred
 * records lie two seconds from each other, and ten minutes before the next hundred.
 *
 * @param began Time of the first record, in milliseconds since 1970.
 */
export function killLoad(count: number, began: number): Batch[] {
  const at = (record: number): object => ({
    '@timestamp': new Date(began + record * 2000 + Math.floor(record / 100) * 600_000).toISOString(),
  });
  return Array.from({ length: count }, (_, batch) => {
    const lines: string[] = [];
    for (let n = 0; n < perBatch; n += 1) {
      const record = batch * perBatch + n;
      const host = `ws${record % 7}.alder.test`;
      const attack = n % 8 === 3;
      const event =
        n % 10 === 9
          ? {
              message: `started unit ${n % 2}`,
              host: 'linux1',
              facility: 'daemon',
              time: '2026-03-02T08:00:00Z',
            }
          : n === 20
            ? 'not json at all'
            : attack
              ? processStart(host, record, 'C:\\Windows\\System32\\vssadmin.exe', at(record))
              : processStart(
                  host,
                  n === 5 && batch > 0 ? record - perBatch : record,
                  'C:\\Windows\\notepad.exe',
                  at(n === 5 && batch > 0 ? record - perBatch : record),
                );
      lines.push(
        '{"create":{}}',
        (typeof event === 'string' ? event : JSON.stringify(event)).replace(
          'vssadmin.exe\\" /quiet',
          'vssadmin.exe\\" delete shadows /all /quiet',
        ),
      );
    }
    return { path: '/_bulk', body: `${lines.join('\n')}\n` };
  });
}
