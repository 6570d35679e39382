import type { EventView } from '../event-view.ts';
import type { LogSource } from '../parse/rule.ts';
import { foldText } from '../value/fold.ts';
import { type CategorySource, categorySources, serviceChannels } from './table.ts';

/** Events that a rule's log source means. */
export interface Route {
  /** Channel names, folded; undefined for any channel. */
  readonly channels: ReadonlySet<string> | undefined;
  /** Undefined for any event id. */
  readonly eventIds: ReadonlySet<number> | undefined;
  /** A field that must have a value, beside the rule's own conditions. */
  readonly where: readonly [field: string, value: string] | undefined;
  /** Sigma's field name to the event's. */
  readonly fields: ReadonlyMap<string, string>;
}

const NO_FIELDS: ReadonlyMap<string, string> = new Map();

/** The Windows events of a log source; none when the table knows no channel for it. */
export function routesOf(logsource: LogSource): readonly Route[] {
  const { product, category, service } = logsource;
  if (product !== undefined && product !== 'windows') return [];
  const channels = service === undefined ? undefined : channelsOf(service);
  if (service !== undefined && !channels) return [];
  if (category === undefined) {
    return [{ channels, eventIds: undefined, where: undefined, fields: NO_FIELDS }];
  }
  return categorySources
    .filter((source) => source.category === category)
    .map((source) => routeOf(source, channels))
    .filter((route) => route.channels === undefined || route.channels.size > 0);
}

function routeOf(source: CategorySource, within: ReadonlySet<string> | undefined): Route {
  const channels = channelsOf(source.service) ?? new Set<string>();
  return {
    channels: within ? new Set([...channels].filter((channel) => within.has(channel))) : channels,
    eventIds: new Set(source.eventIds),
    where: source.where,
    fields: source.fields ? new Map(Object.entries(source.fields)) : NO_FIELDS,
  };
}

function channelsOf(service: string): ReadonlySet<string> | undefined {
  const channels = Object.hasOwn(serviceChannels, service) ? serviceChannels[service] : undefined;
  return channels && new Set(channels.map(foldText));
}

/** Whether a route means events of this channel (folded) and id. */
export function admits(route: Route, channel: string, eventId: number): boolean {
  return (route.channels?.has(channel) ?? true) && (route.eventIds?.has(eventId) ?? true);
}

/** Whether an event that states its log source is of the rule's: all that the rule names must be equal. */
export function sameLogSource(rule: LogSource, event: NonNullable<EventView['logsource']>): boolean {
  return (
    (rule.product === undefined || rule.product === event.product) &&
    (rule.category === undefined || rule.category === event.category) &&
    (rule.service === undefined || rule.service === event.service)
  );
}
