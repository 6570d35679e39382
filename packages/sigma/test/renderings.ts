import type { LogRecord } from '@cordon/eventlog';

/** The same record as shippers send it. Where a payload has the name of a shipper's own key, the key wins. */

export function asNxlog(record: LogRecord): string {
  return JSON.stringify({
    ...record.fields(),
    EventTime: new Date(record.timeMs).toISOString(),
    Hostname: record.computer,
    EventID: record.eventId,
    SourceName: record.provider,
    Channel: record.channel,
    RecordNumber: Number(record.recordId),
    ...(record.level < 0 ? {} : { Level: record.level }),
  });
}

export function asWinlogbeat(record: LogRecord): string {
  return JSON.stringify({
    '@timestamp': new Date(record.timeMs).toISOString(),
    winlog: {
      channel: record.channel,
      provider_name: record.provider,
      event_id: String(record.eventId),
      record_id: record.recordId,
      computer_name: record.computer,
      event_data: record.fields(),
    },
  });
}

export function asEventJson(record: LogRecord): string {
  return JSON.stringify({
    Event: {
      System: {
        Provider: { '#attributes': { Name: record.provider } },
        EventID: record.eventId,
        Channel: record.channel,
        EventRecordID: record.recordId,
        Computer: record.computer,
        TimeCreated: { '#attributes': { SystemTime: new Date(record.timeMs).toISOString() } },
      },
      EventData: record.fields(),
    },
  });
}

export const renderings = { nxlog: asNxlog, winlogbeat: asWinlogbeat, 'event-json': asEventJson } as const;
