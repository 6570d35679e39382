import type { Control } from '../control/index.ts';
import type { Logger } from '../kernel/log.ts';
import type { SecretBox } from './secret-box.ts';
import { authenticatorSecretBytes } from './totp.ts';

/**
 * Seals what an earlier version stored in the clear, known by its length. Answers, and logs, how many authenticators
 * the present key does not open: those people need a recovery code or `cordon user reset`.
 */
export async function sealStoredSecrets(control: Control, box: SecretBox, log: Logger): Promise<number> {
  return control.as('auth', async (db) => {
    // Begun and not confirmed: whoever is at it begins again.
    await db
      .deleteFrom('totp_enrolment')
      .where((e) => e(e.fn('length', ['secret']), '=', authenticatorSecretBytes))
      .execute();
    const kept = await db
      .selectFrom('app_user')
      .select(['id', 'totp_secret'])
      .where('totp_secret', 'is not', null)
      .forUpdate()
      .execute();
    let unreadable = 0;
    for (const { id, totp_secret: stored } of kept) {
      if (!stored) continue;
      if (stored.length === authenticatorSecretBytes)
        await db
          .updateTable('app_user')
          .set({ totp_secret: box.seal(id, stored) })
          .where('id', '=', id)
          .execute();
      else if (!box.open(id, stored)) unreadable += 1;
    }
    if (unreadable > 0)
      log.error(
        { unreadable },
        'authenticators were sealed under another key than keys/authenticators: restore that file from a backup, or reset these users',
      );
    return unreadable;
  });
}
