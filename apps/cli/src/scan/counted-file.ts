import { type OpenBytes, openBytes } from '@cordon/eventlog';

/**
 * A file that tells how far it was read: `onRead` hears bytes that add up to the file's size by the time it is
 * closed, however often readers come back to the same place. Throws what the system says where it cannot be opened.
 */
export function countedFile(path: string, onRead: (bytes: number) => void): OpenBytes {
  const source = openBytes(path);
  const size = source.size();
  let told = 0;
  const tell = (bytes: number): void => {
    const share = Math.min(bytes, size - told);
    told += share;
    if (share > 0) onRead(share);
  };
  return {
    read: (position, length) => {
      const bytes = source.read(position, length);
      tell(bytes.length);
      return bytes;
    },
    size: () => size,
    close: () => {
      source.close();
      tell(size);
    },
  };
}
