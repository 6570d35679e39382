import type { Readable } from 'node:stream';

export interface StoredBlob {
  /** SHA-256 of the content, 64 hex digits in lower case. */
  readonly digest: string;
  readonly bytes: number;
}

/** A blob as a file on this machine, for readers that need one (a sandboxed child). */
export interface LocalBlob {
  readonly path: string;
  readonly bytes: number;
  /** To be called when the file is no longer needed. */
  release(): Promise<void>;
}

/**
 * Files named by their content: uploads, dumps, packs. The same content is stored once. The embedded store keeps
 * them as files; any other has to pass the same contract (`testing/contract.ts`).
 */
export interface BlobStore {
  /**
   * Stores a stream, durable when this returns. Throws `blob-too-large` beyond `maxBytes`, and whatever the
   * stream throws; nothing is kept then.
   */
  put(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<StoredBlob>;
  /** Streams a blob. Throws `blob-not-found`. */
  open(digest: string): Promise<Readable>;
  local(digest: string): Promise<LocalBlob>;
  has(digest: string): Promise<boolean>;
  delete(digest: string): Promise<void>;
  /** All blobs that were not put again since `before`. */
  olderThan(before: Date): AsyncIterable<string>;
}
