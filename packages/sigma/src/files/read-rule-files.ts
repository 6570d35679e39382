import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** A rule file as text. `name` is its path below the place that was asked for, with `/` on every system. */
export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

/** Bounds on what is read: rule files are small and a release has some thousands of them. */
const maxFileBytes = 4 * 1024 * 1024;
const maxFiles = 50_000;
const maxTotalBytes = 256 * 1024 * 1024;

/**
 * Reads every `.yml` and `.yaml` of a folder (recursively), of a zip archive (a SigmaHQ release), or one file.
 * Sorted by name, so that what is loaded does not depend on the order of a directory. Links are not followed.
 * Files ending in `.cases.yml` are the test events beside our own rules and are left out.
 *
 * @throws Error that names the path and the bound when a file, their number or their sum is too large.
 */
export async function readRuleFiles(path: string): Promise<RuleFile[]> {
  const info = await stat(path);
  const reader = new BoundedReader(path);
  if (info.isDirectory()) readFolder(path, path, reader);
  else if (await startsAsZip(path)) await readZip(path, reader);
  else reader.add(path.split(/[\\/]/).at(-1) ?? path, readText(path));
  return reader.files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

class BoundedReader {
  readonly files: RuleFile[] = [];
  private readonly origin: string;
  private bytes = 0;

  constructor(origin: string) {
    this.origin = origin;
  }

  add(name: string, content: string): void {
    this.bytes += content.length;
    if (this.files.length >= maxFiles) throw new Error(`${this.origin}: more than ${maxFiles} rule files`);
    if (this.bytes > maxTotalBytes)
      throw new Error(`${this.origin}: rule files of more than ${maxTotalBytes} bytes`);
    this.files.push({ name, text: content });
  }
}

const isRuleFile = (name: string): boolean => /\.ya?ml$/i.test(name) && !/\.cases\.ya?ml$/i.test(name);

/** Some thousands of small files: waiting for each in turn takes several times as long as reading it. */
function readFolder(root: string, folder: string, reader: BoundedReader): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) readFolder(root, path, reader);
    else if (entry.isFile() && isRuleFile(entry.name))
      reader.add(relative(root, path).replaceAll('\\', '/'), readText(path));
  }
}

function readText(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxFileBytes)
      throw new Error(`${path}: expected at most ${maxFileBytes} bytes, found ${size}`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

async function startsAsZip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}

async function readZip(path: string, reader: BoundedReader): Promise<void> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isRuleFile(entry.fileName)) continue;
      if (entry.uncompressedSize > maxFileBytes)
        throw new Error(
          `${path}: ${entry.fileName}: expected at most ${maxFileBytes} bytes, found ${entry.uncompressedSize}`,
        );
      reader.add(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
    }
  } finally {
    zip.close();
  }
}
