export type { BlobStore, LocalBlob, StoredBlob } from './blob-store.ts';
export { openFileBlobs } from './file-blobs.ts';
export { blobProblem } from './problems.ts';
export { addBlobReference, type BlobOwner, releaseBlobs, sweepBlobs } from './references.ts';
