import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Listening {
  readonly url: string;
  readonly ingestUrl: string;
  readonly setupLink?: string;
}

/** A server process that can be killed at any moment. */
export class Killable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** How it ended: by a signal, or with a code. */
  readonly ended: Promise<string>;
  /** Resolves when it listens; undefined when it ended before that. */
  readonly listening: Promise<Listening | undefined>;

  /** @param crashAt a named crash point, see `kernel/crash-point.ts` */
  constructor(dataDir: string, crashAt = '') {
    this.#child = spawn(process.execPath, [new URL('./kill-server.ts', import.meta.url).pathname, dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, CORDON_CRASH_AT: crashAt },
    });
    this.ended = once(this.#child, 'exit').then(([code, signal]) => String(signal ?? code));
    this.#child.stdin?.on('error', () => undefined);
    if (!this.#child.stdout) throw new Error('the child has no standard output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.listening = this.#next() as Promise<Listening | undefined>;
  }

  kill(): Promise<string> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  /** Processes everything that was accepted, then ends in good order. */
  async finish(): Promise<void> {
    this.#child.stdin?.write('settle\n');
    if ((await this.#next()) !== 'settled') throw new Error('the server did not settle');
    this.#child.stdin?.write('stop\n');
    const end = await this.ended;
    if (end !== '0') throw new Error(`the server ended with ${end}`);
  }

  async #next(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }
}
