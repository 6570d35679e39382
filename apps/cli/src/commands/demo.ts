import { fileURLToPath } from 'node:url';
import { parseWords, wholeNumber } from '../arguments.ts';
import { buildConsole, consoleIsStale } from '../console-build.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { freePort } from '../free-port.ts';
import { portIsChosen, serverConfig, serverOptions, serverUsage } from '../server-options.ts';
import { untilStopped } from '../until-stopped.ts';

const usage = `Usage: cordon demo [OPTIONS]

Runs the platform with a demonstration federation: 12 invented organisations with 2,000 devices, their telemetry, and
after a minute the beginning of an outbreak. The first start makes it; later ones go on with it.

  --no-demo             start empty: no organisation, no telemetry
  --seed N              another estate and another story; on first start only; default 1
  --speed X             let the story pass X times as quickly, 1 to 100; default 1

${serverUsage.replace('default .data', 'default .data/demo (.data/no-demo) in the checkout')}
A port that was not chosen and is taken gives way to the next free one.
`;

const options = {
  ...serverOptions,
  'no-demo': { type: 'boolean' },
  seed: { type: 'string' },
  speed: { type: 'string' },
} as const;

/** Apart, so that neither finds the other's data. */
const dataFolder = (empty: boolean): string =>
  fileURLToPath(new URL(`../../../../.data/${empty ? 'no-demo' : 'demo'}`, import.meta.url));
/** Events a second of ordinary work at noon, over all devices. */
const backgroundRate = 60;

export async function demo(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, options);
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  if (positionals.length > 0) throw new UsageError(`demo: expected options only, found "${positionals[0]}"`);
  const seed = wholeNumber('seed', values.seed ?? '1', 0, 0xffff_ffff);
  const pace = wholeNumber('speed', values.speed ?? '1', 1, 100);
  const empty = values['no-demo'] ?? false;
  const config = await withFreePorts(values, {
    ...serverConfig(values, { port: 8080, ingestPort: 9200, data: dataFolder(empty) }),
    demonstration: !empty,
  });
  if (!empty && config.http.tls)
    throw new UsageError(
      'demo: expected no certificate, since only this machine reaches it; it goes with --no-demo',
    );
  if (consoleIsStale()) {
    say('Building the console ...');
    await buildConsole();
  }
  // What a newcomer reads is the address and how to sign in, not the log.
  process.env.CORDON_LOG ??= 'warn';
  const stopped = untilStopped();
  const { startServer } = await import('@cordon/server');
  const server = await startServer(config);
  try {
    if (empty) {
      process.stdout.write(`Console and API:\n${server.url}\nShippers send to:\n${server.ingestUrl}\n`);
      if (server.setupLink)
        process.stdout.write(`Set up the first administrator (works once):\n${server.setupLink}\n`);
      await stopped;
    } else await demonstrate(server, { dataDir: config.dataDir, seed, pace }, stopped);
  } finally {
    await server.stop();
  }
  return exitCode.done;
}

type ServerConfig = ReturnType<typeof serverConfig>;

/** Whoever tries it out has no wish about ports: where one was not chosen and is taken, the next free one does. */
async function withFreePorts(
  values: Parameters<typeof serverConfig>[0],
  config: ServerConfig,
): Promise<ServerConfig> {
  const settled = async (listener: 'http' | 'ingest') => {
    const { host, port } = config[listener];
    return {
      ...config[listener],
      port: portIsChosen(values, listener) ? port : await freePort(host, port),
    };
  };
  return { ...config, http: await settled('http'), ingest: await settled('ingest') };
}

interface Addresses {
  readonly url: string;
  readonly ingestUrl: string;
  readonly setupLink: string | undefined;
}

async function demonstrate(
  { url, ingestUrl, setupLink }: Addresses,
  story: { readonly dataDir: string; readonly seed: number; readonly pace: number },
  stopped: Promise<void>,
): Promise<void> {
  const { prepareDemonstration } = await import('@cordon/demo');
  const { accounts, password, stream, stop } = await prepareDemonstration({
    url,
    ingestUrl,
    setupLink,
    rate: backgroundRate,
    say,
    ...story,
  });
  const people = accounts.map(({ email, role, node }) => `  ${email.padEnd(24)}${role}, ${node}`).join('\n');
  process.stdout.write(
    `Cordon runs with a demonstration federation. Everybody in it is invented.\n${url}\nSign in with the password ${password} as one of:\n${people}\nCtrl-C ends it.\n`,
  );
  const streamed = stream().catch((error: unknown) => {
    say(`The stream ended: ${error instanceof Error ? error.message : String(error)}`);
  });
  await stopped;
  await stop();
  await streamed;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
