export { type Account, accounts, administrator, demonstrationPassword } from './accounts.ts';
export { ApiClient } from './api-client.ts';
export { nameOwners, seedFederation } from './seed-federation.ts';
