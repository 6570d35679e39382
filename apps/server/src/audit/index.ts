export { type AuditEntry, recordAudit } from './record.ts';
export { createRequestAudit } from './request-audit.ts';
export { auditRoutes } from './routes.ts';
