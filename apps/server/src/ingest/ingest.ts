import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AdmissionLimits, defaultAdmissionLimits, type Journal } from '../journal/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ListenerConfig } from '../kernel/config.ts';
import type { Logger } from '../kernel/log.ts';
import { listening } from '../kernel/refused-start.ts';
import { createIngestApp } from './app.ts';
import { defaultExpandLimits, type ExpandLimits } from './expand.ts';
import { Load } from './load.ts';
import { selfSignedCertificate } from './tls.ts';

export interface IngestOptions {
  readonly listener: ListenerConfig;
  readonly dataDir: string;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Logger;
  /** The source that a token belongs to; undefined when it is not valid (any more). */
  readonly authenticate: (token: string) => Promise<string | undefined>;
  readonly admission?: AdmissionLimits;
  readonly expand?: ExpandLimits;
}

export interface Ingest extends Area {
  /** Address to configure in shippers, for example `http://127.0.0.1:9200`. */
  readonly url: string;
  readonly port: number;
  /** The certificate in PEM where TLS is on. */
  readonly certificate: string | undefined;
}

/** Starts the listener for shippers. `stop` finishes the requests that are under way. */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { listener, dataDir, journal, clock, log } = options;
  const folder = join(dataDir, 'ingest');
  mkdirSync(folder, { recursive: true });
  const tls =
    listener.tls === 'self-signed'
      ? await selfSignedCertificate(join(folder, 'tls'), clock.now())
      : listener.tls;
  const load = new Load(journal, clock, dataDir);
  await load.refresh();
  const app = createIngestApp({
    journal,
    clock,
    log,
    load,
    clusterUuid: clusterUuid(join(folder, 'cluster-uuid')),
    admission: options.admission ?? defaultAdmissionLimits,
    expand: options.expand ?? defaultExpandLimits,
    tls,
    authenticate: options.authenticate,
  });
  await listening('ingest', listener, () => app.listen({ host: listener.host, port: listener.port }));
  const looking = setInterval(() => {
    load
      .refresh()
      .catch((error: unknown) => log.error({ err: error }, 'the free space of the disk is unknown'));
  }, 500);
  looking.unref();
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : listener.port;
  const host = listener.host.includes(':') ? `[${listener.host}]` : listener.host;
  return {
    url: `${tls ? 'https' : 'http'}://${host}:${port}`,
    port,
    certificate: tls?.cert,
    async stop() {
      clearInterval(looking);
      await app.close();
    },
  };
}

/** Shippers take a changed id for another cluster, so it is kept. */
function clusterUuid(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(16).toString('base64url'));
  return readFileSync(file, 'utf8');
}
