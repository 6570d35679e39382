import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Run in the sandbox by a test: tries what a subverted reader would, and says what came of it. */
const [, , file = '', port = '', secret = ''] = process.argv;

function attempt(work: () => unknown): string {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

const socket = await new Promise<string>((resolve) => {
  const outcome = attempt(() => {
    const connection = connect(Number(port), '127.0.0.1');
    connection.on('connect', () => resolve('allowed'));
    connection.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  if (outcome !== 'allowed') resolve(outcome);
});
const found = {
  ownFile: attempt(() => readFileSync(file)),
  socket,
  otherFile: attempt(() => readFileSync(secret)),
  write: attempt(() => writeFileSync(`${file}.written`, 'x')),
  process: attempt(() => execFileSync('true')),
  environment: Object.keys(process.env).length,
};
process.stdout.write(JSON.stringify(found));
