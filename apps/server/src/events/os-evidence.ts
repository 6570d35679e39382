import type { EventEnvelope, ObservationRecord } from './envelope.ts';

/**
 * What an event says about the system it comes from, as observations: `os-build` (`5.1.2600`), `service-pack`,
 * `update` (a KB number), `time-zone`. Sources: System log, provider EventLog 6009 (at start: version, build, service
 * pack, kind of kernel) and 6013 (uptime, with the zone); NtServicePack 4377/4382 (update installed, XP and 2003);
 * Windows Update (Agent) 19 (update installed).
 */
export function osEvidence(event: EventEnvelope): ObservationRecord[] {
  if (event.channel !== 'System') return [];
  const strings = stringsOf(event);
  const say = (kind: string, value: string): ObservationRecord => ({
    organisationId: event.organisationId,
    sourceId: event.sourceId,
    sightingKey: event.sighting.key,
    kind,
    value: value.slice(0, 200),
    eventId: event.id,
    happened: event.happened,
    received: event.received,
  });
  const provider = event.provider.toLowerCase();
  if (event.eventId === 6009 && provider === 'eventlog') {
    const [release = '', build = '', pack = ''] = bootStrings(strings, event.message);
    const version = /^(\d+)\.0*(\d+)\.?$/.exec(release);
    if (!version || !/^\d+$/.test(build)) return [];
    return [
      say('os-build', `${Number(version[1])}.${Number(version[2])}.${build}`),
      ...(pack === '' ? [] : [say('service-pack', pack)]),
    ];
  }
  if ((event.eventId === 4377 || event.eventId === 4382) && provider === 'ntservicepack') {
    return strings.flatMap((text) => knowledgeBase(text)).map((kb) => say('update', kb));
  }
  if (event.eventId === 19 && (provider.includes('windowsupdate') || provider === 'windows update agent')) {
    const named = [...strings, event.message ?? ''].flatMap((text) => knowledgeBase(text));
    return named.slice(0, 1).map((kb) => say('update', kb));
  }
  return [];
}

/**
 * Version, build and service pack of event 6009: its strings, or where a shipper sent the message alone (NXLog on XP),
 * the same three out of `Microsoft (R) Windows (R) 5.01. 2600 Service Pack 3 Uniprocessor Free.`
 */
function bootStrings(strings: readonly string[], message: string | null): readonly string[] {
  if (/^\d+\.\d+\.?$/.test(strings[0] ?? '')) return strings;
  const text = message ?? strings[0] ?? '';
  const found = /Windows \(R\) (\d+\.\d+)\. (\d+) (Service Pack \d+)?/.exec(text);
  return found ? found.slice(1).map((part) => part ?? '') : strings;
}

function knowledgeBase(text: string): string[] {
  return [...new Set([...text.matchAll(/\bKB\d{6,7}\b/gi)].map(([kb]) => kb.toUpperCase()))];
}

/** Insertion strings in order, from wherever the reader put them. */
function stringsOf(event: EventEnvelope): readonly string[] {
  if (event.legacy && event.legacy.strings.length > 0) return event.legacy.strings;
  const data = event.fields.Data;
  if (typeof data === 'string') return [data];
  if (data) return data.map((each) => each ?? '');
  return Object.entries(event.fields).flatMap(([name, value]) =>
    !name.startsWith('@') && typeof value === 'string' ? [value] : [],
  );
}
