import type { PlainRecord } from '../plain-record.ts';
import { fromEventJson, fromPlainWindows } from './event-json.ts';
import { fromWinevtlog, fromWinlog } from './fluent-bit.ts';
import { isObject, type JsonObject, own, text } from './json-value.ts';
import { fromNxlogEventlog, fromNxlogVista } from './nxlog.ts';
import { fromOldWazuh, fromWazuh } from './wazuh.ts';
import { fromOldWinlogbeat, fromWinlogbeat } from './winlogbeat.ts';

/** Shippers that are recognised, by what their objects hold; the first that fits is taken. */
const shapes: readonly {
  readonly fits: (object: JsonObject) => boolean;
  readonly read: (object: JsonObject) => PlainRecord | undefined;
}[] = [
  { fits: (object) => isObject(own(object, 'winlog')), read: fromWinlogbeat },
  { fits: has('log_name', 'event_id'), read: fromOldWinlogbeat },
  { fits: (object) => isObject(own(object, 'Event')), read: fromEventJson },
  { fits: (object) => isWazuh(object), read: fromWazuh },
  { fits: (object) => text(object, 'full_log').includes('WinEvtLog: '), read: fromOldWazuh },
  { fits: (object) => own(object, 'SourceModuleType') === 'im_mseventlog', read: fromNxlogEventlog },
  { fits: has('EventTimeWritten', 'FileName', 'SourceName'), read: fromNxlogEventlog },
  { fits: has('ProviderName', 'EventRecordID', 'Channel'), read: fromWinevtlog },
  { fits: has('TimeGenerated', 'SourceName', 'EventID'), read: fromWinlog },
  { fits: (object) => own(object, 'SourceModuleType') === 'im_msvistalog', read: fromNxlogVista },
  { fits: has('SourceName', 'Channel', 'Hostname'), read: fromNxlogVista },
  { fits: () => true, read: fromPlainWindows },
];

/**
 * The Windows event that a shipper's JSON object stands for; undefined when it is none that is known. Never
 * throws; expects what `JSON.parse` gives.
 */
export function recordFromJson(value: unknown): PlainRecord | undefined {
  if (!isObject(value)) return undefined;
  return shapes.find(({ fits }) => fits(value))?.read(value);
}

function has(...keys: readonly string[]): (object: JsonObject) => boolean {
  return (object) => keys.every((key) => Object.hasOwn(object, key));
}

function isWazuh(object: JsonObject): boolean {
  const data = own(object, 'data');
  return isObject(data) && isObject(own(data, 'win'));
}
