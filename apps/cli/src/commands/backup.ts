import { parseWords } from '../arguments.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { existingInstallation, installationOptions, refusing } from '../installation.ts';

const usage = `Usage: cordon backup FOLDER [--data DIR]

Writes a consistent copy of a data directory to a new folder, beside a running server or without
one: the control store as of one moment, the lake, uploaded files and added rules, each with its
SHA-256. Passwords of the database's own users are left out and made anew.
`;

export async function backup(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, installationOptions);
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('backup: expected one FOLDER');
  const where = existingInstallation(values.data);
  const server = await import('@cordon/server');
  return refusing(async () => {
    const { tables, rows, files, bytes } = await server.backup(where, folder);
    process.stderr.write(`${folder}: ${rows} rows of ${tables} tables, ${files} files, ${bytes} bytes\n`);
  });
}
