import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '@cordon/server';
import { dataDirectory } from './data-directory.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** Options of the commands that work on an installation from the server itself. */
export const installationOptions = {
  data: { type: 'string' },
  'public-url': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export function installation(data: string | undefined): Installation {
  return { dataDir: dataDirectory(data), databaseUrl: process.env.DATABASE_URL };
}

/** One that is there: a name mistyped must not make an empty installation, and a backup of it. */
export function existingInstallation(data: string | undefined): Installation {
  const found = installation(data);
  if (!found.databaseUrl && !existsSync(join(found.dataDir, 'postgres')))
    throw new UsageError(
      `${found.dataDir}: expected the data directory of a server, found none; --data DIR or CORDON_DATA names it`,
    );
  return found;
}

/** Runs the work; what it refuses is told in one line, without a stack that nobody at a site can use. */
export async function refusing(work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return exitCode.done;
  } catch (error) {
    process.stderr.write(`cordon: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCode.internalError;
  }
}
