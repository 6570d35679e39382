import { createLog } from '../kernel/log.ts';
import { openLake } from './index.ts';
import { lakeContract } from './testing/contract.ts';

lakeContract('Parquet and DuckDB', (parts) =>
  openLake({ ...parts, log: createLog('silent'), writeMiB: 256, searchMiB: 128, threads: 1 }),
);
