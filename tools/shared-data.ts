import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of shared test corpora: `CORDON_SHARED_DATA`, default `../shared/data` beside the checkout.
 * Undefined where it does not exist; tests then say "skipped: no shared data".
 */
export function sharedData(): string | undefined {
  const folder =
    process.env.CORDON_SHARED_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
