import { execFileSync } from 'node:child_process';

/** Mounts `$1` bytes of memory at `$2` and becomes the rest of the command line. */
const mounting = 'mount -t tmpfs -o mode=755,size=$1 cordon "$2" || exit 1; shift 2; exec "$@"';

/**
 * The beginning of a command line that sees a small disk of its own at `folder`; it goes with the process. As root a
 * mount namespace is enough; others become root of a user namespace for the mount, and themselves again within.
 * Undefined where the system allows neither.
 */
export function onSmallDisk(folder: string, bytes: number): string[] | undefined {
  const mount = ['sh', '-c', mounting, 'sh', String(bytes), folder];
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const asThemselves = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
  const ways = [
    ['unshare', '--mount', ...mount],
    ['unshare', '--mount', '--map-root-user', ...mount, ...asThemselves],
  ];
  return ways.find(([command = '', ...args]) => {
    try {
      execFileSync(command, [...args, 'true'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}
