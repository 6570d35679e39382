import { openFileBlobs } from './file-blobs.ts';
import { blobContract } from './testing/contract.ts';

blobContract('files', openFileBlobs);
