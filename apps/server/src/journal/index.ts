export {
  type Admission,
  type AdmissionLimits,
  admit,
  defaultAdmissionLimits,
  type Pressure,
} from './admission.ts';
export {
  type Backlog,
  type Encoding,
  type EntryFormat,
  type Journal,
  type JournalBatch,
  type JournalEntry,
  JournalFullError,
  type JournalPart,
  maxEntryBytes,
} from './journal.ts';
export { MemoryJournal } from './memory-journal.ts';
export { openPostgresJournal } from './postgres-journal.ts';
