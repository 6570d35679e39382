import { categorySources, routesOf } from '../logsource/index.ts';
import type { LogSource } from '../parse/rule.ts';
import { entryOf } from '../yaml/index.ts';
import { type Check, detectionOf, fieldOfKey, itemsOf, selectionEntries } from './document.ts';
import { fieldLines } from './field-lines.ts';

/** Metadata that every Windows event has, what readers give beside it, and values without a name. */
const EVERYWHERE = [
  'EventID',
  'Channel',
  'Computer',
  'Correlation_ActivityID',
  'Correlation_RelatedActivityID',
  'EventRecordID',
  'Execution_ProcessID',
  'Execution_ThreadID',
  'Keywords',
  'Level',
  'Opcode',
  'Provider_EventSourceName',
  'Provider_Guid',
  'Provider_Name',
  'Security_UserID',
  'Task',
  'TimeCreated_SystemTime',
  'Version',
  'Data',
  'Binary',
  'Message',
  'LegacyEventID',
];

/** Names that records of the Security log have and the dictionaries lack: 1100, 1108, newer 4698 to 4702 and 5157. */
const SECURITY_TOO = [
  'ClientProcessStartKey',
  'Error_Code',
  'FQDN',
  'FilterOrigin',
  'ParentProcessId',
  'PublisherID',
  'RpcCallClientLocality',
  'ServiceShutdown',
];

let table: ReadonlyMap<string, readonly string[]> | undefined;

function namesOf(service: string, eventId: number | 'legacy' | ''): readonly string[] | undefined {
  table ??= new Map(
    fieldLines.split('\n').map((line) => {
      const [name, event, names = ''] = line.split('|');
      return [`${name}|${event}`, names.split(' ')];
    }),
  );
  const names = table.get(`${service}|${eventId}`);
  if (service !== 'security' || eventId !== '' || !names) return names;
  return [...names, ...SECURITY_TOO, ...(namesOf('security', 'legacy') ?? [])];
}

/**
 * All field names that a log source can have, or undefined where not all of its events are known: most services
 * log events of many programs, each with names of its own.
 */
export function fieldsOf(logsource: LogSource): ReadonlySet<string> | undefined {
  const { product, category, service } = logsource;
  if (product !== 'windows' || routesOf(logsource).length === 0) return undefined;
  if (category === undefined) {
    const names = service === undefined ? undefined : namesOf(service, '');
    return names && new Set([...EVERYWHERE, ...names]);
  }
  const known = new Set(EVERYWHERE);
  for (const source of categorySources) {
    if (source.category !== category || (service !== undefined && source.service !== service)) continue;
    for (const eventId of source.eventIds) {
      const names = namesOf(source.service, eventId);
      if (!names) return undefined;
      for (const name of names) known.add(name);
    }
    for (const name of Object.keys(source.fields ?? {})) known.add(name);
  }
  return known;
}

/** Fields that no event of the rule's log source has, so that asking for them finds nothing. */
export const checkFields: Check = ({ root, rule }, note) => {
  const detection = detectionOf(root);
  const known = rule && fieldsOf(rule.logsource);
  if (!rule || !detection || !known) return;
  const { category, service } = rule.logsource;
  const source = [category, service].filter((part) => part !== undefined).join('/');
  for (const selection of selectionEntries(detection)) {
    for (const { key, keyOffset } of itemsOf(selection.value)) {
      const field = fieldOfKey(key);
      if (field === '' || known.has(field)) continue;
      const lower = field.toLowerCase();
      const meant = [...known].find((name) => name.toLowerCase() === lower);
      const expected = meant ? `"${meant}"` : `a field that events of ${source} have`;
      note('field-unknown', keyOffset, `${selection.key}: expected ${expected}, found "${field}"`);
    }
  }
};

/** Categories of the Sigma taxonomy that many products write and that stand without one. */
const ANY_PRODUCT = new Set([
  'antivirus',
  'application',
  'database',
  'dns',
  'firewall',
  'proxy',
  'webserver',
]);

/** A log source that nothing we read feeds: of Windows a slip or a source without a log, of others to be expected. */
export const checkLogSource: Check = ({ root, rule }, note) => {
  if (!rule || routesOf(rule.logsource).length > 0) return;
  const { product, category, service } = rule.logsource;
  const named = [product, category, service].filter((part) => part !== undefined).join('/');
  const offset = entryOf(root, 'logsource')?.keyOffset ?? root.offset;
  const windows = product === undefined ? !ANY_PRODUCT.has(category ?? '') : product === 'windows';
  const reason = `logsource: expected one with a known Windows channel, found ${named}`;
  const outcome = 'only events that state this log source can match';
  note(windows ? 'logsource-unknown' : 'logsource-foreign', offset, `${reason}; ${outcome}`);
};
