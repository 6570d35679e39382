import { parseWords } from '../arguments.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { installation, installationOptions, refusing } from '../installation.ts';

const usage = `Usage: cordon restore FOLDER [--data DIR]

Makes a new data directory from a backup. Everything in the backup is checked before anything is
written; the data directory must be empty or absent.
`;

export async function restore(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, installationOptions);
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('restore: expected one FOLDER');
  const server = await import('@cordon/server');
  return refusing(async () => {
    const { tables, rows, files } = await server.restore(installation(values.data), folder);
    process.stderr.write(
      `${values.data ?? 'data directory'}: ${rows} rows of ${tables} tables, ${files} files\n`,
    );
  });
}
