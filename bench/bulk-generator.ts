import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * Sends `_bulk` requests of 1,000 Winlogbeat events of about 1 kB, gzip, on several connections, as fast as they are
 * acknowledged or, with a rate, as many a second. Every 1,000th event is an attack. Prints what was acknowledged, the latencies and its own CPU time.
 */
const [, , ingestUrl = '', token = '', seconds = '20', rate = '0'] = process.argv;
const perRequest = 1000;
const connections = 4;
const compress = promisify(gzip);
const start = performance.now();
const until = start + Number(seconds) * 1000;
/** Milliseconds between two requests; 0 sends as soon as the last is acknowledged. */
const interval = Number(rate) > 0 ? (1000 * perRequest) / Number(rate) : 0;

let record = 0;
let requests = 0;
let acknowledged = 0;
let attacks = 0;
let refused = 0;
let bytes = 0;
const latencies: number[] = [];

function request(): { body: string; attacks: number } {
  const lines: string[] = [];
  let evil = 0;
  for (let n = 0; n < perRequest; n += 1) {
    record += 1;
    const host = `WARD-PC-${record % 2000}.trust-a.example`;
    const attack = record % 1000 === 0;
    if (attack) evil += 1;
    const image = attack
      ? 'C:\\\\Windows\\\\System32\\\\vssadmin.exe'
      : `C:\\\\Program Files\\\\Vendor\\\\program-${record % 500}.exe`;
    const command = attack
      ? 'vssadmin.exe delete shadows /all /quiet'
      : `--session ${(record * 48_271) % 2_147_483_647}`;
    lines.push(
      '{"create":{"_index":"winlogbeat-8.17.0"}}\n',
      `{"@timestamp":"${new Date(1_772_000_000_000 + record).toISOString()}","agent":{"name":"${host}","type":"winlogbeat","version":"8.17.0","id":"7b1b7f0e-2f0e-4a30-8a61-2a4f6d9a0c11"},"ecs":{"version":"8.0.0"},"host":{"name":"${host}","os":{"family":"windows","version":"10.0","build":"19045.5371"},"ip":["10.20.${record % 200}.7"]},"event":{"code":"1","kind":"event","provider":"Microsoft-Windows-Sysmon","action":"Process Create (rule: ProcessCreate)"},"log":{"level":"information"},"winlog":{"api":"wineventlog","channel":"Microsoft-Windows-Sysmon/Operational","computer_name":"${host}","event_id":"1","provider_name":"Microsoft-Windows-Sysmon","record_id":${record},"process":{"pid":4,"thread":{"id":9120}},"event_data":{"UtcTime":"2026-03-02 08:14:22.184","ProcessGuid":"{5770385f-c22a-43e0-bf4c-${String(record % 1e12).padStart(12, '0')}}","ProcessId":"${record % 65_536}","Image":"${image}","CommandLine":"\\"${image}\\" ${command}","User":"TRUST-A\\\\user${record % 3000}","IntegrityLevel":"Medium","Hashes":"SHA1=${(record % 5000).toString(16).padStart(40, 'a')}","ParentImage":"C:\\\\Windows\\\\explorer.exe","ParentCommandLine":"explorer.exe"}}}\n`,
    );
  }
  return { body: lines.join(''), attacks: evil };
}

async function connection(): Promise<void> {
  while (performance.now() < until) {
    const due = start + interval * requests;
    requests += 1;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const { body, attacks: evil } = request();
    bytes += body.length;
    const sent = await compress(body, { level: 1 });
    for (;;) {
      const began = performance.now();
      const answer = await fetch(`${ingestUrl}/_bulk`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-encoding': 'gzip' },
        body: sent,
      });
      const text = await answer.text();
      if (answer.status === 429) {
        refused += 1;
        await new Promise((resolve) =>
          setTimeout(resolve, Number(answer.headers.get('retry-after') ?? 1) * 1000),
        );
        continue;
      }
      if (answer.status !== 200 || !text.includes('"errors":false'))
        throw new Error(`${answer.status} ${text.slice(0, 200)}`);
      latencies.push(performance.now() - began);
      acknowledged += perRequest;
      attacks += evil;
      break;
    }
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: connections }, connection));
const elapsed = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
latencies.sort((left, right) => left - right);
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
console.log(
  JSON.stringify({
    acknowledged,
    attacks,
    refused,
    elapsed,
    bytesPerEvent: bytes / Math.max(acknowledged, 1),
    cpuSeconds: (user + system) / 1e6,
    p50: at(0.5),
    p99: at(0.99),
  }),
);
