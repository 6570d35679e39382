import { isGzip, isZip } from '../container/index.ts';
import { isEvt } from '../evt/index.ts';
import { isEvtx } from '../evtx/index.ts';

/** What the first bytes of an input are the beginning of. */
export type Content = 'evtx' | 'evt' | 'gzip' | 'zip' | 'utf16le' | 'utf16be' | 'json' | 'empty' | 'unknown';

/** Bytes that `detect` wants to see. */
export const detectBytes = 4096;

const byteOrderMark = 0xfeff;

/** Decides by content; names and extensions are not asked. */
export function detect(head: Buffer): Content {
  if (head.length === 0) return 'empty';
  if (isEvtx(head)) return 'evtx';
  if (isEvt(head)) return 'evt';
  if (isGzip(head)) return 'gzip';
  if (isZip(head)) return 'zip';
  if (head.length >= 2 && head.readUInt16LE(0) === byteOrderMark) return 'utf16le';
  if (head.length >= 2 && head.readUInt16BE(0) === byteOrderMark) return 'utf16be';
  const first = /^(?:\u00ef\u00bb\u00bf)?[\s\0]*([{[])(\0?)/.exec(head.toString('latin1'));
  if (first === null) return 'unknown';
  return first[2] === '\0' ? 'utf16le' : 'json';
}
