import {
  type Account,
  ApiClient,
  accounts,
  administrator,
  demonstrationPassword,
  nameOwners,
  seedFederation,
} from './federation/index.ts';
import { createGenerator, outbreakEnds } from './generator/index.ts';
import {
  createSender,
  type DemoState,
  readState,
  sendHistory,
  sendStream,
  writeState,
} from './stream/index.ts';

export interface DemonstrationOptions {
  /** Address of console and API. */
  readonly url: string;
  readonly ingestUrl: string;
  /** One-time link for the first administrator, while there is none. */
  readonly setupLink: string | undefined;
  readonly dataDir: string;
  readonly seed: number;
  /** Seconds of the story in one second. */
  readonly pace: number;
  /** Background events in a second at the height of the day. */
  readonly rate: number;
  /** Told in words how it goes. */
  readonly say: (line: string) => void;
}

export interface Demonstration {
  readonly accounts: readonly Account[];
  readonly password: string;
  /** Begins to send: the day before, then second by second. Rejects when events are refused. */
  stream(): Promise<void>;
  /** Ends the stream and what is under way. */
  stop(): Promise<void>;
}

/** Seconds into the stream at which every device has been seen at least once by a server that keeps up. */
const ownersNamedAt = 30;

/**
 * Seeds the federation through the API unless that was done before, and makes its telemetry ready to be sent through
 * the ingest listener. Knows the product from outside only, as a customer does.
 */
export async function prepareDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const { url, ingestUrl, setupLink, dataDir, pace, rate, say } = options;
  const before = readState(dataDir);
  let state: DemoState = before ?? {
    seed: options.seed,
    tokens: {},
    seeded: false,
    historySent: false,
    outbreakOver: false,
  };
  const change = (part: Partial<DemoState>): void => {
    state = { ...state, ...part };
    writeState(dataDir, state);
  };
  const { seed } = state;
  const start = Math.ceil(Date.now() / 1000) * 1000;
  const generator = createGenerator({ seed, start, pace, rate, outbreak: !state.outbreakOver });

  const api = new ApiClient(url);
  if (setupLink !== undefined) {
    const token = setupLink.split('#')[1] ?? '';
    const { name, email } = administrator;
    await api.setUp({ token, name, email, password: demonstrationPassword });
  } else await signInAgain(api, dataDir);
  if (!state.seeded) {
    const tokens = new Map(Object.entries(state.tokens));
    await seedFederation(api, url, generator.estate, tokens, (key, token) =>
      change({ tokens: { ...state.tokens, [key]: token } }),
    );
    change({ seeded: true });
  }

  const ending = new AbortController();
  const { signal } = ending;
  const sender = createSender({ ingestUrl, tokens: new Map(Object.entries(state.tokens)), signal });
  let running: Promise<void> = Promise.resolve();
  let owners: Promise<void> = Promise.resolve();
  const streamAll = async (): Promise<void> => {
    const stream = { generator, sender, dataDir, start, signal };
    if (!state.historySent) {
      await sendHistory(stream);
      if (signal.aborted) return;
      change({ historySent: true });
      say('The last 24 hours are sent; telemetry follows as it happens.');
    }
    await sendStream(stream, (second) => {
      if (second === ownersNamedAt) owners = tellOwners(api, generator.estate, say);
      if (!state.outbreakOver && second * pace > outbreakEnds) change({ outbreakOver: true });
    });
  };
  return {
    accounts: [administrator, ...accounts],
    password: demonstrationPassword,
    stream: () => {
      running = streamAll();
      return running;
    },
    async stop() {
      ending.abort();
      await Promise.allSettled([running, owners]);
    },
  };
}

async function signInAgain(api: ApiClient, dataDir: string): Promise<void> {
  try {
    await api.signIn(administrator.email, demonstrationPassword);
  } catch (cause) {
    throw new Error(
      `${dataDir}: expected an empty data directory or that of a demonstration, found one that ${administrator.email} cannot sign in to`,
      { cause },
    );
  }
}

/** The demonstration goes on without it: only the containment lists would say less. */
async function tellOwners(
  api: ApiClient,
  estate: Parameters<typeof nameOwners>[1],
  say: (line: string) => void,
): Promise<void> {
  try {
    await nameOwners(api, estate);
  } catch (error) {
    say(
      `Sites and owners of devices were not set: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
