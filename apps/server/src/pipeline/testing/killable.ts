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

  /**
   * @param crashAt a named crash point, see `kernel/crash-point.ts`
   * @param through a command that becomes the server: it is given the server's command line as its last arguments
   */
  constructor(dataDir: string, crashAt = '', through: readonly string[] = []) {
    const script = new URL('./kill-server.ts', import.meta.url).pathname;
    const [command = '', ...args] = [...through, process.execPath, script, dataDir];
    this.#child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, CORDON_CRASH_AT: crashAt },
    });
    this.ended = once(this.#child, 'exit').then(([code, signal]) => String(signal ?? code));
    this.#child.stdin?.on('error', () => undefined);
    if (!this.#child.stdout) throw new Error('the child has no standard output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.listening = this.#next() as Promise<Listening | undefined>;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(): Promise<string> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  /** Waits until everything that was accepted is processed. */
  async settle(): Promise<void> {
    this.#child.stdin?.write('settle\n');
    if ((await this.#next()) !== 'settled') throw new Error('the server did not settle');
  }

  /** Processes everything that was accepted, then ends in good order. */
  async finish(): Promise<void> {
    await this.settle();
    this.#child.stdin?.write('stop\n');
    const end = await this.ended;
    if (end !== '0') throw new Error(`the server ended with ${end}`);
  }

  async #next(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }
}
