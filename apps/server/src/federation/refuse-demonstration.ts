import type { Control } from '../control/index.ts';
import { RefusedStartError } from '../kernel/refused-start.ts';

/** Throws a RefusedStartError where the store holds a demonstration, whose accounts have a password that all know. */
export async function refuseDemonstration(control: Control, dataDir: string): Promise<void> {
  const found = await control.as('pipeline', (db) =>
    db.selectFrom('source').select('id').where('origin', '=', 'demo').limit(1).executeTakeFirst(),
  );
  if (found)
    throw new RefusedStartError(
      `${dataDir} holds the demonstration, whose passwords everybody knows: name another directory with --data`,
    );
}
