import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Input of a binary reader: bytes, a path, an open file by descriptor or handle, or what reads in its stead. */
export type ByteSource = Uint8Array | string | number | { readonly fd: number } | OpenBytes;

export interface OpenBytes {
  /** Up to `length` bytes from `position`; fewer at the end. They are the caller's to keep. */
  read(position: number, length: number): Buffer;
  /** Bytes in all. */
  size(): number;
  /** Closes what was opened here; a descriptor or handle that was passed in stays open. */
  close(): void;
}

export function openBytes(source: ByteSource): OpenBytes {
  if (source instanceof Uint8Array) {
    const whole = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return {
      read: (position, length) => whole.subarray(position, position + length),
      size: () => whole.length,
      close: () => undefined,
    };
  }
  if (typeof source === 'string') {
    const fd = openSync(source, 'r');
    return openFile(fd, () => closeSync(fd));
  }
  if (isOpenBytes(source)) {
    return {
      read: (position, length) => source.read(position, length),
      size: () => source.size(),
      close: () => undefined,
    };
  }
  return openFile(typeof source === 'number' ? source : source.fd, () => undefined);
}

/** True for a source that brings its own way of reading; its maker closes it. A file handle has `read` too, and `fd`. */
export function isOpenBytes(source: ByteSource): source is OpenBytes {
  return typeof source === 'object' && 'read' in source && !('fd' in source);
}

function openFile(fd: number, close: () => void): OpenBytes {
  return {
    read: (position, length) => readAt(fd, position, length),
    size: () => fstatSync(fd).size,
    close,
  };
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(fd, buffer, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
