import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const binary = '/usr/sbin/exim4';

/** Why the real mail server cannot be tested here; undefined when it can. */
export function eximMissing(): string | undefined {
  if (!existsSync(binary)) return 'exim4 is not installed (tools/senders.sh)';
  if (process.getuid?.() !== 0) return 'exim4 takes a configuration of our own from root only';
  return undefined;
}

export interface MailServer {
  readonly port: number;
  /** Mails delivered to anybody, as text, once there are `count`. */
  mails(count: number): Promise<string[]>;
  stop(): Promise<void>;
}

/**
 * Debian's exim4 on a loopback port with its own configuration, spool and mailboxes in a temporary folder. It takes
 * mail for `trust.example`, except for `nobody`, whom it does not know.
 */
export async function startExim(): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-exim-'));
  const spool = join(folder, 'spool');
  const boxes = join(folder, 'boxes');
  for (const each of [spool, boxes, join(folder, 'log')]) {
    mkdirSync(each);
    chmodSync(each, 0o777);
  }
  chmodSync(folder, 0o755);
  const file = join(folder, 'exim.conf');
  writeFileSync(file, configuration(folder, spool, boxes), { mode: 0o644 });
  const port = await freePort();
  const server = spawn(binary, ['-bdf', '-q1s', '-C', file, '-oX', `127.0.0.1.${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await answering(port, server, () => said);
  return {
    port,
    async mails(count) {
      const box = join(boxes, 'all');
      for (let tries = 0; tries < 300; tries++) {
        const files = existsSync(box) ? readdirSync(join(box, 'new')) : [];
        if (files.length >= count) return files.map((name) => readFileSync(join(box, 'new', name), 'utf8'));
        await wait(100);
      }
      throw new Error(`exim delivered fewer than ${count} mails: ${said}`);
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, spool: string, boxes: string): string {
  return `
primary_hostname = mail.trust.example
spool_directory = ${spool}
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/exim.pid
exim_user = Debian-exim
exim_group = Debian-exim
never_users = root
domainlist local_domains = trust.example
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = check_rcpt

begin acl
check_rcpt:
  deny message = relay not permitted
    !domains = +local_domains
  deny message = no such person here
    local_parts = nobody
  accept

begin routers
local:
  driver = accept
  domains = +local_domains
  transport = box

begin transports
box:
  driver = appendfile
  directory = ${boxes}/all
  envelope_to_add
  create_directory
  maildir_format
  user = Debian-exim
  group = Debian-exim
`;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(port: number, server: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (server.exitCode !== null) throw new Error(`exim ended with ${server.exitCode}: ${said()}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.end();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await wait(50);
  }
  server.kill('SIGTERM');
  throw new Error(`exim does not answer: ${said()}`);
}
