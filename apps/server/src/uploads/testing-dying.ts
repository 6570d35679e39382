import { writeSync } from 'node:fs';

/** A reader that dies in the middle of a file. */
writeSync(1, `R${JSON.stringify({ original: 'x', given: '1' })}\n`);
writeSync(2, 'out of reach');
process.exitCode = 7;
