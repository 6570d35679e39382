import type { FieldValue } from '../record.ts';
import { securityEvents, sharedNames } from './security-events.ts';

/** A legacy event as it was written. */
export interface LegacyEvent {
  readonly log: string;
  readonly source: string;
  readonly eventId: number;
  readonly strings: readonly string[];
}

/** What today's Windows would have called it. */
export interface MappedEvent {
  readonly eventId: number;
  readonly provider: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

interface Entry {
  readonly eventId: number;
  readonly provider: string;
  readonly names: readonly string[];
  readonly status: string | undefined;
}

const entries = new Map<number, Entry>(
  securityEvents.map(([legacyId, eventId, names, more]) => [
    legacyId,
    {
      eventId,
      provider: more?.provider ?? 'Microsoft-Windows-Security-Auditing',
      names: names
        .split(' ')
        .filter((name) => name !== '')
        .flatMap((name) => (name.startsWith('@') ? (sharedNames[name.slice(1)] ?? '').split(' ') : [name])),
      status: more?.status,
    },
  ]),
);

/** Numbers that Windows wrote in decimal until 2003 and writes in hexadecimal since Vista. */
const hexSinceVista = new Set([
  'NewProcessId',
  'ProcessId',
  'SourceProcessId',
  'TargetProcessId',
  'HandleId',
  'SourceHandleId',
  'TargetHandleId',
]);

/** The policy areas of event 612 as its message words them, for messages that came without their strings. */
export const auditPolicyAreas: Readonly<Record<string, string>> = {
  system: 'System',
  'logon/logoff': 'Logon',
  'object access': 'ObjectAccess',
  'privilege use': 'Privilege',
  'detailed tracking': 'Tracking',
  'policy change': 'Policy',
  'account management': 'AccountMgmt',
  'directory service access': 'DS',
  'account logon': 'AccountLogon',
};

/** Names of a legacy Security event's insertion strings in order; undefined for an event that is not mapped. */
export function legacyNames(log: string, source: string, eventId: number): readonly string[] | undefined {
  return entryFor(log, source, eventId)?.names;
}

/**
 * Maps a legacy event to today's id, provider and field names. The key is log, source and id together: the
 * Application log of a real Server 2003 holds an event 4625 (of COM+) that is no failed logon. Undefined when
 * the event is not in the table; it then stays as it was written.
 */
export function mapLegacy(event: LegacyEvent): MappedEvent | undefined {
  const entry = entryFor(event.log, event.source, event.eventId);
  if (entry === undefined) return undefined;
  const { eventId, provider, names, status } = entry;
  const fields: Record<string, FieldValue> = {};
  const unnamed: string[] = [];
  event.strings.forEach((text, position) => {
    const name = names[position];
    if (name === undefined) unnamed.push(canonicalString('', text));
    else fields[name] = canonicalString(name, text);
  });
  if (unnamed.length > 0) fields.Data = unnamed.length === 1 ? (unnamed[0] ?? null) : unnamed;
  if (status !== undefined) {
    fields.Status ??= status;
    // 529 means a wrong name or a wrong password: which of the two the record does not tell.
    if (status !== '0xc000006d') fields.SubStatus ??= status;
  }
  addActor(fields);
  return { eventId, provider, fields };
}

function entryFor(log: string, source: string, eventId: number): Entry | undefined {
  if (log.toLowerCase() !== 'security' || source.toLowerCase() !== 'security') return undefined;
  return entries.get(eventId);
}

/** Who acted: the client where a service acted for one, otherwise the process's own account. */
function addActor(fields: Record<string, FieldValue>): void {
  const client = fields.ClientUserName;
  if (fields.PrimaryUserName === undefined) return;
  const role = client === undefined || client === '-' || client === '' ? 'Primary' : 'Client';
  fields.SubjectUserName ??= fields[`${role}UserName`] ?? null;
  fields.SubjectDomainName ??= fields[`${role}Domain`] ?? null;
  fields.SubjectLogonId ??= fields[`${role}LogonId`] ?? null;
}

/** A legacy insertion string in the form that today's events have. */
export function canonicalString(name: string, text: string): string {
  // Fixed-width names of logon processes: "NtLmSsp ", "Advapi  ".
  const value = text.trimEnd();
  const logonId = /^\(0x([0-9a-f]{1,8}),\s?0x([0-9a-f]{1,8})\)$/i.exec(value);
  if (logonId?.[1] !== undefined && logonId[2] !== undefined) {
    return `0x${((BigInt(`0x${logonId[1]}`) << 32n) | BigInt(`0x${logonId[2]}`)).toString(16)}`;
  }
  const sid = /^%\{(S-[\d-]+)\}$/.exec(value);
  if (sid?.[1] !== undefined) return sid[1];
  if (hexSinceVista.has(name) && /^\d{1,10}$/.test(value)) return `0x${Number(value).toString(16)}`;
  // Windows 2000 wrote NTSTATUS codes in decimal.
  if (name === 'Status' && /^\d{8,10}$/.test(value)) return `0x${Number(value).toString(16)}`;
  return value;
}
