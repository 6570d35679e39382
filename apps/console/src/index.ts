import { fileURLToPath } from 'node:url';

/** Folder of the built console (`index.html` and hashed assets), served by the server as static files. */
export const consoleFolder = fileURLToPath(new URL('../dist', import.meta.url));
