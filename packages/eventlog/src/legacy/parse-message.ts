import { auditPolicyAreas, legacyNames } from './map-legacy.ts';

/** Labels that head a group of others and stand for no string of their own. */
const headings = new Set([
  'reason',
  'attributes',
  'changed attributes',
  'new policy',
  'changed by',
  'explanation',
]);

/**
 * Insertion strings of a legacy Security event from its rendered English message, for shippers that send
 * nothing else (NXLog im_mseventlog, the old Wazuh and Snare formats). The templates print the strings in
 * their own order as `label: value`, one a line or, flattened by the shipper, with runs of blanks between.
 * A string whose label is missing is ''.
 * Empty when the event is not mapped or the message has no such lines.
 */
export function stringsFromMessage(log: string, source: string, eventId: number, message: string): string[] {
  const names = legacyNames(log, source, eventId);
  if (names === undefined || names.length === 0) return [];
  if (eventId === 612) return auditPolicy(names, message);
  const strings: string[] = [];
  for (const { label, value } of labelled(message)) {
    if (headings.has(label.toLowerCase())) continue;
    const position = positionOf(names, strings.length, label);
    if (position < 0) continue;
    while (strings.length < position) strings.push('');
    // Two strings printed as one.
    const operation = label === 'Operation ID' ? /^\{(\d+),\s*(\d+)\}$/.exec(value) : null;
    if (operation === null) strings.push(value);
    else strings.push(operation[1] ?? '', operation[2] ?? '');
  }
  return strings.slice(0, names.length);
}

/** What a label can stand for, for the labels that some systems and shippers leave out. */
const namesOfLabel: Readonly<Record<string, readonly string[]>> = {
  'logon guid': ['LogonGuid', 'TargetLogonGuid'],
  'logon process': ['LogonProcessName'],
  'logon process name': ['LogonProcessName'],
  'logon type': ['LogonType'],
  'authentication package': ['AuthenticationPackageName', 'PackageName'],
  'workstation name': ['WorkstationName'],
  'source workstation': ['Workstation'],
  'status code': ['Status'],
  'substatus code': ['SubStatus'],
  'error code': ['Status'],
  'failure code': ['Status'],
  'result code': ['Status'],
  'caller user name': ['SubjectUserName'],
  'caller domain': ['SubjectDomainName'],
  'caller logon id': ['SubjectLogonId'],
  'caller process id': ['ProcessId'],
  'caller machine name': ['TargetDomainName'],
  'transited services': ['TransmittedServices'],
  'source network address': ['IpAddress'],
  'client address': ['IpAddress', 'ClientAddress'],
  'source port': ['IpPort'],
  'image file name': ['ProcessName', 'NewProcessName', 'TargetProcessName'],
  'member name': ['MemberName'],
  'member id': ['MemberSid'],
  'target account name': ['TargetUserName'],
  'target domain': ['TargetDomainName'],
  'target account id': ['TargetSid'],
  privileges: ['PrivilegeList'],
};

/** Position of the string that a label announces, at or behind `from`; -1 when the event has none of it. */
function positionOf(names: readonly string[], from: number, label: string): number {
  const candidates = namesOfLabel[label.toLowerCase()];
  if (candidates === undefined) return from;
  return names.findIndex((name, position) => position >= from && candidates.includes(name));
}

interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** Lines of the form `label: value`; lines without a label continue the value before. */
export function labelled(message: string): Labelled[] {
  const lines = /[\r\n]/.test(message.trim()) ? message.split(/\r\n|\r|\n/) : message.split(/ {3,}|\t+ */);
  const found: { label: string; value: string }[] = [];
  // The first line is the event's title, "A new process has been created:".
  for (const line of lines.slice(1)) {
    const match = /^\s*([A-Z][\w /.()'-]{0,60}):(?:\s+(.*))?$/s.exec(line);
    const last = found.at(-1);
    if (match?.[1] !== undefined) found.push({ label: match[1], value: (match[2] ?? '').trim() });
    else if (last !== undefined && line.trim() !== '') {
      last.value = last.value === '' ? line.trim() : `${last.value}\r\n\t\t\t${line.trim()}`;
    }
  }
  return found;
}

/** Event 612 prints a table of signs in another order than that of its strings. */
function auditPolicy(names: readonly string[], message: string): string[] {
  const byName = new Map<string, string>();
  for (const [, success, failure, area] of message.matchAll(
    /([+-])\s+([+-])\s+([A-Za-z/]+(?: [A-Za-z]+)*)/g,
  )) {
    const name = auditPolicyAreas[(area ?? '').toLowerCase()];
    if (name === undefined) continue;
    byName.set(`${name}_S`, success ?? '');
    byName.set(`${name}_F`, failure ?? '');
  }
  for (const { label, value } of labelled(message)) {
    if (label === 'User Name') byName.set('SubjectUserName', value);
    if (label === 'Domain Name') byName.set('SubjectDomainName', value);
    if (label === 'Logon ID') byName.set('SubjectLogonId', value);
  }
  return byName.size === 0 ? [] : names.map((name) => byName.get(name) ?? '');
}
