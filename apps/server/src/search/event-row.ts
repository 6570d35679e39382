import type { LakeEvent } from '@cordon/api';
import type { LakeRow, LakeScope } from '../lake/index.ts';

/** Every year that a `Date` can name has a form in RFC 3339; those beyond four digits are the field's own lie. */
const time = (ms: number): string =>
  new Date(Math.max(-62_167_219_200_000, Math.min(253_402_300_799_999, ms))).toISOString();

/** An event as the API shows it in lists. */
export function toLakeEvent(row: LakeRow, scope: LakeScope): LakeEvent {
  const { envelope } = row;
  return {
    id: envelope.id,
    happened: time(envelope.happened),
    zone: envelope.zone,
    received: time(envelope.received),
    recorded: time(row.recorded),
    organisationId: envelope.organisationId,
    organisationName: scope.organisations.get(envelope.organisationId)?.name ?? '',
    sourceId: envelope.sourceId,
    host: envelope.sighting.host,
    channel: envelope.channel,
    provider: envelope.provider,
    eventId: envelope.eventId,
    level: envelope.level,
    recordId: envelope.recordId,
    user: envelope.user,
    process: envelope.process,
    commandLine: envelope.commandLine,
    parentProcess: envelope.parentProcess,
    hashes: [...envelope.hashes],
    addresses: [...envelope.addresses],
    origin: envelope.origin,
    message: envelope.message,
  };
}
