import { parseWords } from '../arguments.ts';
import { exitCode, UsageError } from '../exit-code.ts';
import { serverConfig, serverOptions, serverUsage } from '../server-options.ts';
import { untilStopped } from '../until-stopped.ts';

const usage = `Usage: cordon serve [OPTIONS]

Runs the platform. The first start prints a link, good once, to set up the first administrator.

${serverUsage}`;

export async function serve(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseWords(words, serverOptions);
  if (values.help) {
    process.stdout.write(usage);
    return exitCode.done;
  }
  if (positionals.length > 0) throw new UsageError(`serve: expected options only, found "${positionals[0]}"`);
  const config = serverConfig(values, { port: 8080, ingestPort: 9200 });
  const { startServer } = await import('@cordon/server');
  const server = await startServer(config);
  process.stdout.write(`Console and API:\n${server.url}\nShippers send to:\n${server.ingestUrl}\n`);
  if (server.setupLink)
    process.stdout.write(`Set up the first administrator (works once):\n${server.setupLink}\n`);
  await untilStopped();
  await server.stop();
  return exitCode.done;
}
