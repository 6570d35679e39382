export { canonicalString, type LegacyEvent, legacyNames, type MappedEvent, mapLegacy } from './map-legacy.ts';
export { labelled, stringsFromMessage } from './parse-message.ts';
export { stringsFromSystemMessage } from './system-messages.ts';
