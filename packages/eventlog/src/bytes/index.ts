export { ByteReader } from './byte-reader.ts';
export { type ByteSource, isOpenBytes, type OpenBytes, openBytes } from './byte-source.ts';
export { ByteStream } from './byte-stream.ts';
