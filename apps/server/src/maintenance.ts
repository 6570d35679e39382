import * as archive from './backup/index.ts';
import { openControlBeside } from './control/index.ts';
import { resetUserByEmail } from './identity/index.ts';
import { systemClock } from './kernel/clock.ts';
import { createLog } from './kernel/log.ts';

/** Which platform a command of the command line works on: the same settings that its server is started with. */
export interface Installation {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}

const options = ({ dataDir, databaseUrl }: Installation) => ({
  dataDir,
  databaseUrl,
  log: createLog('warn'),
});

/**
 * A one-time link to choose a new password for the user with this address; using it removes the authenticator and
 * ends all sessions. Works beside a running server. Throws `user-not-found`.
 */
export async function resetUser(
  installation: Installation,
  email: string,
  publicUrl: string,
): Promise<{ readonly link: string; readonly expires: Date }> {
  const control = await openControlBeside(options(installation));
  try {
    return await resetUserByEmail(control, systemClock, email, publicUrl.replace(/\/+$/, ''));
  } finally {
    await control.stop();
  }
}

/** Writes a consistent copy to a new folder, beside a running server or without one. */
export const backup = (installation: Installation, target: string): Promise<archive.BackupSummary> =>
  archive.backup(options(installation), target, systemClock);

/** Makes a new data directory from a backup. */
export const restore = (installation: Installation, source: string): Promise<archive.RestoreSummary> =>
  archive.restore(options(installation), source);
