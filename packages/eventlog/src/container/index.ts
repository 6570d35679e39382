export { ContainerFault, defaultLimits, ExpansionBudget, type ExpansionLimits } from './expand.ts';
export { gunzip, isGzip } from './gzip.ts';
export { isZip, type ZipEntry, type ZipItem, zipEntries } from './zip.ts';
