import { parseWords } from '../arguments.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { existingInstallation, installationOptions, refusing } from '../installation.ts';

const usage = `Usage: cordon user reset EMAIL [--data DIR] [--public-url URL]

Prints a link, good once, with which the user chooses a new password. Using it removes the
authenticator and ends all sessions. Works beside a running server.
`;

export async function user(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, installationOptions);
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  const [verb, email, ...more] = positionals;
  if (verb !== 'reset' || email === undefined || more.length > 0)
    throw new UsageError('user: expected "reset EMAIL"');
  const publicUrl = values['public-url'] ?? process.env.CORDON_PUBLIC_URL ?? 'http://127.0.0.1:8080';
  const where = existingInstallation(values.data);
  const { resetUser } = await import('@cordon/server');
  return refusing(async () => {
    const { link, expires } = await resetUser(where, email, publicUrl);
    process.stdout.write(`${link}\n`);
    process.stderr.write(`good once, until ${expires.toISOString()}\n`);
  });
}
