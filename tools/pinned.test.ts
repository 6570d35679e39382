import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

type Dependencies = Readonly<Record<string, string>>;
interface PackageFile {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
}
const read = (file: string): PackageFile => JSON.parse(readFileSync(join(root, file), 'utf8')) as PackageFile;

it('pins every dependency of every workspace exactly, since npm on an old Node would take an older one', () => {
  const files = [
    'package.json',
    ...globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root }),
  ];
  const loose = files.flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = read(file);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file}: ${name} ${version}`);
  });
  assert.deepEqual(loose, []);
});

it('brings one runtime for all systems, and the launcher runs it whichever Node starts it', () => {
  const runtimes = Object.entries(read('package.json').optionalDependencies ?? {}).filter(([name]) =>
    name.startsWith('node-'),
  );
  assert.ok(runtimes.length >= 4);
  const versions = new Set(runtimes.map(([, version]) => version));
  assert.deepEqual([...versions], [process.versions.node]);
  // npm runs on the machine's own Node, and names it.
  const machines = process.env.npm_node_execpath ?? process.execPath;
  const said = execFileSync(machines, [join(root, 'apps/cli/bin/cordon.js'), '--version'], {
    encoding: 'utf8',
  });
  assert.match(said, new RegExp(`, Node v${process.versions.node}\\n$`));
});
