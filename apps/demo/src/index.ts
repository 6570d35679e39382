export { type Account, accounts, administrator, demonstrationPassword } from './federation/index.ts';
export type { Truth } from './generator/index.ts';
export { type Demonstration, type DemonstrationOptions, prepareDemonstration } from './run-demonstration.ts';
export { truthFile } from './stream/index.ts';
