import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../tools/shared-data.ts';

const chunkBytes = 0x10000;
const headerBytes = 0x1000;

/** The shared corpora, or the end of the benchmark. */
export function corpora(): string {
  const folder = sharedData();
  if (folder) return folder;
  console.log('skipped: no shared data');
  process.exit(0);
}

/** All EVTX files of the attack corpus and the reader samples, as bytes. */
export function evtxFiles(): Buffer[] {
  return globSync(join(corpora(), '10-evtx/**/*.evtx'))
    .sort()
    .map((file) => readFileSync(file));
}

/** An ordinary System log of 5,009 records. */
export function ordinaryLog(): Buffer {
  return gunzipSync(readFileSync(join(corpora(), '05-endpoint/evtx/plaso-System.evtx.gz')));
}

/** The chunks of a log that have the chunk signature and are at least `filled` full. */
export function chunksOf(file: Buffer, filled = 0): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = headerBytes; at + chunkBytes <= file.length; at += chunkBytes) {
    const chunk = file.subarray(at, at + chunkBytes);
    if (chunk.toString('latin1', 0, 7) === 'ElfChnk' && chunk.readUInt32LE(0x30) >= filled * chunkBytes)
      chunks.push(chunk);
  }
  return chunks;
}

/** One log made of chunks, with the header that goes with their number. */
export function logOf(chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('ElfFile\0', 0, 'latin1');
  header.writeBigUInt64LE(BigInt(Math.max(0, chunks.length - 1)), 0x10);
  header.writeUInt32LE(128, 0x20);
  header.writeUInt16LE(1, 0x24);
  header.writeUInt16LE(3, 0x26);
  header.writeUInt16LE(headerBytes, 0x28);
  header.writeUInt16LE(chunks.length, 0x2a);
  return Buffer.concat([header, ...chunks]);
}
