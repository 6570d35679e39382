import type { EventEnvelope } from '../../events/envelope.ts';
import type { Condition, TextColumn } from '../query-tree.ts';
import { shortHost } from '../row.ts';

/** What a text column holds of an event. */
function columnOf(event: EventEnvelope, column: TextColumn): string | null {
  switch (column) {
    case 'id':
      return event.id;
    case 'source_id':
      return event.sourceId;
    case 'sighting_key':
      return event.sighting.key;
    case 'host_key':
      return event.sighting.host.toLowerCase();
    case 'host_short':
      return shortHost(event.sighting.host.toLowerCase());
    case 'user_sid':
      return event.userSid;
    case 'command_line':
      return event.commandLine;
    default:
      return event[column];
  }
}

/** Case folding one code point to one, as the store does it; JavaScript's may lengthen a text (İ). */
const fold = (value: string): string =>
  Array.from(value, (point) => {
    const lower = point.toLowerCase();
    return Array.from(lower)[0] ?? '';
  }).join('');

/** The plain reading of a condition, against which a store's answers are checked. */
export function matches(condition: Condition, event: EventEnvelope): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((each) => matches(each, event));
    case 'any':
      return condition.of.some((each) => matches(each, event));
    case 'is':
      return columnOf(event, condition.column) === condition.value;
    case 'same': {
      const value = columnOf(event, condition.column);
      return value !== null && fold(value) === fold(condition.value);
    }
    case 'contains': {
      const value = columnOf(event, condition.column);
      return value !== null && fold(value).includes(fold(condition.value));
    }
    case 'one-of':
      return condition.values.includes(columnOf(event, condition.column) ?? '\0');
    case 'number':
      return condition.values.includes(condition.column === 'event_id' ? event.eventId : event.level);
    case 'listed': {
      const list = { hash: event.hashes, address: event.addresses, domain: event.domains }[condition.list];
      return list.includes(condition.value);
    }
    case 'time':
      return event[condition.column] >= condition.from && event[condition.column] < condition.to;
  }
}
