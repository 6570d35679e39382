import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityEvents, sharedNames } from '../packages/eventlog/src/legacy/security-events.ts';
import { sharedData } from './shared-data.ts';

/**
 * Writes the field names that the linter knows for Windows logs: Sysmon's by event from its schema 4.90, those of
 * the Security log and of PowerShell from the OSSEM data dictionaries (MIT), and those that our reader gives the
 * strings of XP and Server 2003. Run with `node tools/field-table.ts`.
 */
interface EventFields {
  readonly id: number;
  readonly fields: readonly { readonly name: string }[];
}

const data = sharedData();
if (data === undefined) throw new Error('expected the shared data, found none');
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(data, '08-normalisation', name), 'utf8'));

const sysmon = read('sysmon/sysmon-events-15.15.json') as readonly EventFields[];
const dictionaries = read('ossem-windows-event-fields.json') as Readonly<
  Record<string, readonly EventFields[]>
>;

/** Logs that are checked, with the dictionary of each and the events that stand for a category of their own. */
const logs: readonly {
  readonly service: string;
  readonly events: readonly EventFields[];
  readonly single: readonly number[];
}[] = [
  { service: 'sysmon', events: sysmon, single: sysmon.map(({ id }) => id) },
  {
    service: 'security',
    events: dictionaries['Microsoft-Windows-Security-Auditing'] ?? [],
    single: [4688],
  },
  { service: 'powershell', events: dictionaries['Microsoft-Windows-PowerShell'] ?? [], single: [4103, 4104] },
];

const namesOf = (events: readonly EventFields[]): string =>
  [...new Set(events.flatMap(({ fields }) => fields.map(({ name }) => name)))].sort().join(' ');

const lines = logs.flatMap(({ service, events, single }) => [
  `${service}||${namesOf(events)}`,
  ...[...single]
    .sort((a, b) => a - b)
    .map((id) => `${service}|${id}|${namesOf(events.filter((event) => event.id === id))}`),
]);

const legacyNames = securityEvents.flatMap(([, , strings]) =>
  strings
    .split(' ')
    .flatMap((name) => (name.startsWith('@') ? (sharedNames[name.slice(1)] ?? '').split(' ') : [name])),
);
lines.push(`security|legacy|${[...new Set(legacyNames)].filter(Boolean).sort().join(' ')}`);

writeFileSync(
  fileURLToPath(new URL('../packages/sigma/src/lint/field-lines.ts', import.meta.url)),
  `/**
 * Field names by log, written by tools/field-table.ts from Sysmon's schema 4.90 and the OSSEM data dictionaries
 * (github.com/OTRF/OSSEM-DD, commit d0e449c93598). Do not edit.
 *
 * \`service|event id|names\`; without an event id, the names of all events of the log; with \`legacy\`,
 * those of Windows XP and Server 2003.
 */
export const fieldLines = \`${lines.join('\n')}\`;
`,
);
