import { journalContract } from './journal-contract.ts';
import { MemoryJournal } from './memory-journal.ts';

journalContract('in memory', async () => ({
  journal: new MemoryJournal(),
  sources: ['source-a', 'source-b'],
  close: async () => undefined,
}));
