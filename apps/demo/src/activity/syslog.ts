import type { Moment, SyslogEvent } from '../events/index.ts';
import type { Random } from '../random.ts';

const lines: readonly ((
  random: Random,
  user: string,
) => Pick<SyslogEvent, 'program' | 'facility' | 'severity' | 'message'>)[] = [
  (random, user) => ({
    program: 'sshd',
    facility: 'authpriv',
    severity: 'info',
    message: `Accepted publickey for ${user} from 10.0.3.${random.whole(2, 250)} port ${random.whole(40_000, 60_000)} ssh2`,
  }),
  (_random, user) => ({
    program: 'sudo',
    facility: 'authpriv',
    severity: 'notice',
    message: `${user} : TTY=pts/0 ; PWD=/srv/gateway ; USER=root ; COMMAND=/usr/bin/systemctl reload gateway`,
  }),
  () => ({
    program: 'CRON',
    facility: 'cron',
    severity: 'info',
    message: '(root) CMD (/usr/local/bin/rotate-images --keep 30)',
  }),
  (random) => ({
    program: 'dicom-router',
    facility: 'daemon',
    severity: 'info',
    message: `association from CT${random.whole(1, 4)} accepted, ${random.whole(20, 400)} images forwarded`,
  }),
];

/** A line of the system log of a Linux gateway. */
export function linuxLine({ device, time }: Moment, random: Random): SyslogEvent[] {
  const line = random.pick(lines)(random, random.pick(device.users).name);
  return [{ kind: 'syslog', device, time, pid: random.whole(400, 32_000), ...line }];
}
