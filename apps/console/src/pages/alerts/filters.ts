import type { Input } from '../../api/index.ts';
import { rangeOf } from '../../logic/time-range.ts';
import type { UrlState } from '../../logic/url-state.ts';

export type AlertQuery = NonNullable<Input<'alerts'>['query']>;

/** Names in the address bar that narrow the list of alerts, besides organisation and time. */
export const filterNames = [
  'state',
  'level',
  'ruleId',
  'technique',
  'assignee',
  'host',
  'q',
  'muted',
] as const;

const sorts = ['urgency', 'last', 'first', 'devices'] as const;

/**
 * What to ask for. Without a chosen time there is no limit of time: an open alert does not stop needing someone
 * because a day has passed. A sliding range is rounded to the minute, so that the question stays the same meanwhile.
 */
export function alertQueryOf(state: UrlState, now: Date): AlertQuery {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const timed = state.range !== undefined || state.from !== undefined;
  const range = timed ? rangeOf(state, minute) : null;
  const sort = sorts.find((each) => each === state.sort);
  return {
    ...(state.state === undefined ? {} : { state: state.state }),
    ...(state.level === undefined ? {} : { level: state.level }),
    ...(state.ruleId === undefined ? {} : { ruleId: state.ruleId }),
    ...(state.technique === undefined ? {} : { technique: state.technique }),
    ...(state.assignee === undefined ? {} : { assignee: state.assignee }),
    ...(state.host === undefined ? {} : { host: state.host }),
    ...(state.q === undefined ? {} : { q: state.q }),
    ...(state.org === undefined ? {} : { organisationId: state.org }),
    ...(state.muted === 'shown' ? { includeMuted: true } : {}),
    ...(range === null ? {} : { from: range.from.toISOString() }),
    // The end of a sliding range is "now": what arrives next must still be found.
    ...(range === null || range.name !== null ? {} : { to: range.to.toISOString() }),
    ...(sort === undefined ? {} : { sort }),
  };
}
