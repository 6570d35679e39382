export { type HandOffRequest, listHandOffs, queueHandOff } from './hand-off.ts';
export { outboxProblem } from './problems.ts';
export { type OutboxRoutesDeps, outboxRoutes } from './routes.ts';
export { type Outbox, type OutboxOptions, startOutbox } from './sender.ts';
