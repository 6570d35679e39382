import { createLog } from '../kernel/log.ts';
import { openLake } from './index.ts';
import { lakeContract } from './testing/contract.ts';

lakeContract('Parquet and DuckDB', (parts) =>
  openLake({ ...parts, log: createLog('silent'), memoryMiB: 256, threads: 1 }),
);
