import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run bench [NAME...]`: each benchmark in a process of its own, so that memory and warm-up do not mix. */
const all = ['readers', 'detect', 'lake', 'bulk'];
const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : all) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  if (!existsSync(file))
    throw new Error(`there is no benchmark "${name}"; expected one of ${all.join(', ')}`);
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
