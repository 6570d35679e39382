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
 * Empty when the event is not mapped or the message has no such lines.
 */
export function stringsFromMessage(log: string, source: string, eventId: number, message: string): string[] {
  const names = legacyNames(log, source, eventId);
  if (names === undefined || names.length === 0) return [];
  if (eventId === 612) return auditPolicy(names, message);
  const strings = labelled(message).flatMap(({ label, value }) => {
    if (headings.has(label.toLowerCase())) return [];
    // Two strings printed as one.
    const operation = label === 'Operation ID' ? /^\{(\d+),\s*(\d+)\}$/.exec(value) : null;
    return operation === null ? [value] : [operation[1] ?? '', operation[2] ?? ''];
  });
  return strings.slice(0, names.length);
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
