export { defaultExpandLimits, type ExpandLimits } from './expand.ts';
export { type Ingest, type IngestOptions, startIngest } from './ingest.ts';
export { selfSignedCertificate } from './tls.ts';
