import { resolve } from 'node:path';

/** Where a server keeps everything: `--data DIR`, else `CORDON_DATA`, else `.data` in the working directory. */
export function dataDirectory(option: string | undefined): string {
  return resolve(option ?? process.env.CORDON_DATA ?? '.data');
}
