import { readFileSync } from 'node:fs';
import { exitCode, UsageError } from './exit-code.ts';

/** A command is loaded when it is asked for, so that `scan` starts without the server's parts. */
type Command = (words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  scan: {
    summary: 'find attacks in event log files and folders, offline',
    load: async () => (await import('./commands/scan.ts')).scan,
  },
  serve: { summary: 'run the platform', load: async () => (await import('./commands/serve.ts')).serve },
  demo: {
    summary: 'run the platform with a demonstration federation',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  rules: {
    summary: 'check, test, explain, add and list detection rules',
    load: async () => (await import('./commands/rules.ts')).rules,
  },
  user: {
    summary: 'reset a user from the server itself',
    load: async () => (await import('./commands/user.ts')).user,
  },
  backup: {
    summary: 'write a consistent copy of a data directory',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'make a data directory from a backup',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
};

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function help(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `Usage: cordon COMMAND [OPTIONS]\n\nCommands:\n${lines.join('\n')}\n\n"cordon COMMAND --help" tells about one of them, "cordon --version" which Cordon and runtime this is.\n`;
}

async function run([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(help());
    return name === undefined ? exitCode.usage : exitCode.done;
  }
  if (name === '--version' || name === 'version') {
    process.stdout.write(`cordon ${version()}, Node ${process.version}\n`);
    return exitCode.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(
      `there is no command "${name}"; expected one of ${Object.keys(commands).join(', ')}`,
    );
  return (await command.load())(words);
}

// A reader that stops early (`cordon scan ... | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCode.done : exitCode.internalError);
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`cordon: ${error.message}\n`);
    process.exitCode = exitCode.usage;
  } else if (error instanceof Error && error.name === 'RefusedStartError') {
    process.stderr.write(`cordon: ${error.message}\n`);
    process.exitCode = exitCode.internalError;
  } else {
    process.stderr.write(
      `cordon: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = exitCode.internalError;
  }
}
