import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { alertRoutes, findRuleVerdicts } from './alerts/index.ts';
import { auditRoutes, createRequestAudit } from './audit/index.ts';
import { openFileBlobs } from './blobs/index.ts';
import { type Control, openControl } from './control/index.ts';
import { startCorrelationWatch } from './correlation/index.ts';
import { deviceRoutes } from './devices/index.ts';
import {
  createSourceDirectory,
  federationRoutes,
  organisationView,
  refuseDemonstration,
} from './federation/index.ts';
import { createApp, createLiveHub, createMetrics, type RouteHandlers } from './http/index.ts';
import {
  createAuthenticate,
  createLiveScope,
  identityRoutes,
  openSecretBox,
  renewSetupLink,
  sealStoredSecrets,
} from './identity/index.ts';
import { indicatorRoutes, openIndicatorsInForce, sweepJob, sweepKind } from './indicators/index.ts';
import { selfSignedCertificate, startIngest } from './ingest/index.ts';
import { createJobs, jobRoutes, startJobWorker } from './jobs/index.ts';
import { openPostgresJournal } from './journal/index.ts';
import type { Area } from './kernel/area.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Config, TlsFiles } from './kernel/config.ts';
import { createLog, type Logger } from './kernel/log.ts';
import { listening } from './kernel/refused-start.ts';
import { openLake, startLakeMaintenance } from './lake/index.ts';
import { claimDataDirectory, makeDataDirectory } from './one-server.ts';
import { outboxRoutes, startOutbox } from './outbox/index.ts';
import { overviewRoutes } from './overview/index.ts';
import { pipelineRoutes, startHousekeeping, startPipeline } from './pipeline/index.ts';
import { pipelineEffects, silenceEffect } from './pipeline-effects.ts';
import { retentionJob, retentionKind, retentionRoutes, scheduleRetention } from './retention/index.ts';
import { openRuleRegistry, ruleRoutes } from './rules/index.ts';
import { createSearch, searchRoutes } from './search/index.ts';
import { measureServer } from './server-metrics.ts';
import { startTidying } from './tidy.ts';
import { uploadJobHandler, uploadJobKind, uploadRoutes } from './uploads/index.ts';

export interface RunningServer {
  /** Address of console and API, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Address to configure in shippers. */
  readonly ingestUrl: string;
  /** While nobody can sign in: the one-time link for the first administrator. */
  readonly setupLink: string | undefined;
  readonly control: Control;
  /** Resolves when everything accepted so far is processed and sealed. */
  settled(): Promise<void>;
  /** Stops accepting, finishes what is under way, and stops the database last. */
  stop(): Promise<void>;
}

export interface ServerParts {
  readonly log?: Logger;
  readonly clock?: Clock;
  /** For one address; default 3,000. */
  readonly requestsPerMinute?: number;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Starts every area in order. What had started is stopped again when a later one fails. */
export async function startServer(config: Config, parts: ServerParts = {}): Promise<RunningServer> {
  const started: Area[] = [];
  const stop = async (): Promise<void> => {
    for (let area = started.pop(); area; area = started.pop()) await area.stop();
  };
  try {
    return await compose(config, parts, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function compose(
  config: Config,
  { log = createLog(), clock = systemClock, requestsPerMinute }: ServerParts,
  started: Area[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  /** Notes a part as started, to be stopped before those before it. */
  const begun = <T extends Area>(area: T): T => {
    started.push(area);
    return area;
  };
  const { dataDir } = config;
  makeDataDirectory(dataDir);
  begun(await claimDataDirectory(dataDir));
  const control = begun(await openControl({ dataDir, databaseUrl: config.databaseUrl, log }));
  if (!config.demonstration) await refuseDemonstration(control, dataDir);
  const box = openSecretBox(join(dataDir, 'keys', 'authenticators'));
  await sealStoredSecrets(control, box, log);
  const blobs = await openFileBlobs(join(dataDir, 'blobs'), clock);
  const journal = begun(await openPostgresJournal(control));
  const lake = begun(await openLake({ control, dataDir, clock, log }));
  const registry = begun(
    await openRuleRegistry({ control, dataDir, rulePaths: config.rulePaths, clock, log }),
  );
  const indicators = begun(await openIndicatorsInForce(control, clock, log));
  const directory = begun(await createSourceDirectory(control, clock));
  const jobs = createJobs(control, clock);

  const correlation = begun(startCorrelationWatch({ control, clock, log, rules: registry.correlations() }));
  const pipeline = begun(
    await startPipeline({
      control,
      journal,
      lake: lake.writer,
      effects: pipelineEffects(clock, correlation),
      clock,
      log,
      rules: registry.workerRules(),
      indicators: indicators.current(),
      sourceFacts: directory.facts,
      recentIds: lake.recentIds,
      workers: config.workers ?? Math.max(1, availableParallelism() - 1),
      ...(config.sealSeconds === undefined ? {} : { sealMs: config.sealSeconds * 1000 }),
    }),
  );
  registry.onChange((rules) => {
    pipeline.setRules(rules);
    correlation.setRules(registry.correlations());
  });
  indicators.follow((changed) => pipeline.setIndicators(changed));
  const onSilent = silenceEffect(directory);
  begun(startHousekeeping({ control, journal, clock, log, sourceFacts: directory.facts, onSilent }));
  begun(startLakeMaintenance(lake, log, (config.maintenanceSeconds ?? 20) * 1000));
  // An upload may take hours: it must not keep retention waiting.
  const retention = { [retentionKind]: retentionJob({ control, lake, blobs, clock }) };
  begun(await startJobWorker(control, jobs, retention, log));
  const uploads = { [uploadJobKind]: uploadJobHandler({ control, blobs, journal, clock }) };
  begun(await startJobWorker(control, jobs, uploads, log));
  const sweeps = { [sweepKind]: sweepJob({ control, lake, pipeline }) };
  begun(await startJobWorker(control, jobs, sweeps, log));
  const allowPrivateWebhooks = config.allowPrivateWebhooks ?? false;
  begun(await startOutbox({ control, clock, log, smtp: config.smtp, allowPrivateWebhooks }));
  begun(scheduleRetention(control, jobs, clock, log));
  begun(startTidying(control, clock, log));

  const ingest = begun(
    await startIngest({
      listener: config.ingest,
      dataDir,
      journal,
      clock,
      log,
      authenticate: directory.authenticate,
    }),
  );
  const tls = await tlsOf(config, clock);
  const secure = tls !== undefined || (config.publicUrl?.startsWith('https:') ?? false);
  let url = config.publicUrl ?? '';
  const publicUrl = (): string => (config.publicUrl ?? url).replace(/\/+$/, '');
  const routes: RouteHandlers = [
    ...identityRoutes({ control, clock, publicUrl, secure, box, demonstration: config.demonstration }),
    ...federationRoutes({
      control,
      clock,
      ingestUrl: () => ingest.url,
      demonstration: config.demonstration,
    }),
    ...auditRoutes({ control }),
    ...alertRoutes({ control, registry, clock, publicUrl }),
    ...deviceRoutes({ control, clock }),
    ...indicatorRoutes({ control, jobs, clock }),
    ...ruleRoutes({ control, registry, clock, findVerdicts: findRuleVerdicts }),
    ...searchRoutes(createSearch({ control, lake })),
    ...retentionRoutes({ control, clock, organisation: organisationView(control, clock) }),
    ...jobRoutes({ control, jobs }),
    ...pipelineRoutes({ control }),
    ...overviewRoutes({ control, clock }),
    ...uploadRoutes({ control, blobs, jobs, clock }),
    ...outboxRoutes({ control, clock, allowPrivateWebhooks }),
  ];
  const live = createLiveHub({ scopeOf: createLiveScope(control) });
  begun({ stop: await control.listen('live', live.publish) });
  const metrics = createMetrics();
  measureServer(metrics, { pipeline, correlation, journal, live });
  const app = await createApp({
    log,
    version,
    authenticate: createAuthenticate(control, clock),
    audit: createRequestAudit(control, clock),
    secure,
    publicUrl: config.publicUrl,
    ...(config.trustedProxies ? { trustedProxies: config.trustedProxies } : {}),
    handlers: routes,
    live,
    metrics,
    ready: async () => ({
      database: await control.ready(),
      journal: await works(journal.read(Number.MAX_SAFE_INTEGER, { entries: 1, bytes: 1 })),
      lake: await works(lake.health()),
    }),
    ...(tls ? { tls } : {}),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  });
  begun({
    async stop() {
      live.stop();
      await app.close();
    },
  });
  const { host, port } = config.http;
  url = await listening('console and API', config.http, () => app.listen({ host, port }));
  return {
    url,
    ingestUrl: ingest.url,
    setupLink: await renewSetupLink(control, clock, publicUrl()),
    control,
    settled: () => pipeline.settled(),
    stop,
  };
}

const works = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** The certificate of the console's listener: its own, or the one made for the ingest listener's host too. */
async function tlsOf({ http, dataDir }: Config, clock: Clock): Promise<TlsFiles | undefined> {
  return http.tls === 'self-signed'
    ? selfSignedCertificate(join(dataDir, 'http', 'tls'), clock.now())
    : http.tls;
}
