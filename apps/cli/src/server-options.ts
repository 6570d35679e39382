import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Config } from '@cordon/server';
import { wholeNumber } from './arguments.ts';
import { dataDirectory } from './data-directory.ts';
import { UsageError } from './exit-code.ts';

type ListenerConfig = Config['http'];

/** Options of the commands that run a server. Each may also come from the environment. */
export const serverOptions = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'ingest-host': { type: 'string' },
  'ingest-port': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-self-signed': { type: 'boolean' },
  'public-url': { type: 'string' },
  'trusted-proxy': { type: 'string', multiple: true },
  smtp: { type: 'string' },
  'smtp-from': { type: 'string' },
  rules: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

export const serverUsage = `  --data DIR            where everything is kept; CORDON_DATA; default .data
  --host, --port        console and API; CORDON_HOST, CORDON_PORT; default 127.0.0.1, 8080
  --ingest-host, --ingest-port
                        where shippers send; CORDON_INGEST_HOST, CORDON_INGEST_PORT; default 127.0.0.1, 9200
  --tls-cert, --tls-key PEM files for both listeners; CORDON_TLS_CERT, CORDON_TLS_KEY
  --tls-self-signed     make a certificate and keep it in the data directory
  --public-url URL      address of the console for links in e-mails, and the name it is called by through a
                        proxy; CORDON_PUBLIC_URL
  --trusted-proxy ADDR  address or network of a proxy whose X-Forwarded-For is believed; repeatable;
                        CORDON_TRUSTED_PROXIES, separated by commas
  --smtp URL            smtp://user:password@host:port or smtps://...; CORDON_SMTP
  --smtp-from ADDRESS   sender of e-mails; CORDON_SMTP_FROM
  --rules PATH          rules beside our own; repeatable
  CORDON_LOG            what the log on standard error tells: error, warn, info (default), debug, silent
  DATABASE_URL          an existing PostgreSQL 15 or later instead of our own

Outside of loopback a listener needs a certificate.
`;

const logLevels: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

type Values = {
  readonly [K in keyof typeof serverOptions]?: (typeof serverOptions)[K] extends { multiple: true }
    ? string[]
    : (typeof serverOptions)[K] extends { type: 'boolean' }
      ? boolean
      : string;
};

/** The server's configuration from options, else the environment, else the defaults. */
export function serverConfig(
  values: Values,
  defaults: { port: number; ingestPort: number; data?: string },
): Config {
  const { env } = process;
  if (env.CORDON_LOG && !logLevels.includes(env.CORDON_LOG))
    throw new UsageError(`CORDON_LOG: expected ${logLevels.join(', ')}, found "${env.CORDON_LOG}"`);
  const tls = tlsSetting(values);
  const port = (option: 'port' | 'ingest-port', variable: string, fallback: number): number =>
    wholeNumber(option, values[option] ?? env[variable] ?? String(fallback), 0, 65_535);
  const listener = (host: string, portNumber: number): ListenerConfig => {
    if (!isLoopback(host) && !tls)
      throw new UsageError(
        `${host} can be reached from elsewhere: give --tls-cert and --tls-key, or --tls-self-signed`,
      );
    return { host, port: portNumber, ...(tls ? { tls } : {}) };
  };
  const publicUrl = values['public-url'] ?? env.CORDON_PUBLIC_URL;
  const trustedProxies = proxySetting(
    values['trusted-proxy'] ?? env.CORDON_TRUSTED_PROXIES?.split(',') ?? [],
  );
  const smtp = values.smtp ?? env.CORDON_SMTP;
  return {
    dataDir:
      values.data === undefined && env.CORDON_DATA === undefined && defaults.data
        ? defaults.data
        : dataDirectory(values.data),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    http: listener(values.host ?? env.CORDON_HOST ?? '127.0.0.1', port('port', 'CORDON_PORT', defaults.port)),
    ingest: listener(
      values['ingest-host'] ?? env.CORDON_INGEST_HOST ?? '127.0.0.1',
      port('ingest-port', 'CORDON_INGEST_PORT', defaults.ingestPort),
    ),
    ...(publicUrl ? { publicUrl } : {}),
    ...(trustedProxies.length > 0 ? { trustedProxies } : {}),
    ...(smtp ? { smtp: smtpSetting(smtp, values['smtp-from'] ?? env.CORDON_SMTP_FROM) } : {}),
    rulePaths: values.rules ?? [],
    demonstration: false,
  };
}

/** Addresses and networks as they are; a name or a word would be looked up or mean more than it says. */
function proxySetting(given: readonly string[]): string[] {
  const proxies = given.map((each) => each.trim()).filter((each) => each !== '');
  for (const proxy of proxies) {
    const [address = '', prefix, ...more] = proxy.split('/');
    const bits = isIP(address) === 6 ? 128 : 32;
    const whole =
      prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits);
    if (isIP(address) === 0 || !whole || more.length > 0)
      throw new UsageError(
        `--trusted-proxy: expected an address or a network such as 10.1.0.0/16, found ${proxy}`,
      );
  }
  return proxies;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function tlsSetting(values: Values): ListenerConfig['tls'] {
  const cert = values['tls-cert'] ?? process.env.CORDON_TLS_CERT;
  const key = values['tls-key'] ?? process.env.CORDON_TLS_KEY;
  if (cert && key) return { cert: readText('--tls-cert', cert), key: readText('--tls-key', key) };
  if (cert || key) throw new UsageError('--tls-cert and --tls-key go together');
  return values['tls-self-signed'] ? 'self-signed' : undefined;
}

function readText(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

function smtpSetting(address: string, from: string | undefined): NonNullable<Config['smtp']> {
  const url = URL.parse(address);
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:'))
    throw new UsageError('--smtp: expected smtp://host:port or smtps://host:port');
  if (!from) throw new UsageError('--smtp needs --smtp-from, the sender of e-mails');
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    from,
    ...(url.username
      ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : {}),
  };
}

/** Whether a listener's port was chosen, by option or environment. */
export function portIsChosen(values: Values, listener: 'http' | 'ingest'): boolean {
  return listener === 'http'
    ? (values.port ?? process.env.CORDON_PORT) !== undefined
    : (values['ingest-port'] ?? process.env.CORDON_INGEST_PORT) !== undefined;
}
