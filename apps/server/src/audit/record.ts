import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

/** One entry of the audit log. Who acts is the scope of the transaction; `actor` is for work without one. */
export interface AuditEntry {
  /** What was done, as `thing.verb`: `source.created`, `session.refused`. */
  readonly action: string;
  readonly organisationId?: string | null;
  /** Id or name of what it was done to. */
  readonly target?: string | null;
  readonly outcome?: 'done' | 'refused' | 'failed';
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly actor?: { readonly id: string | null; readonly name: string };
}

interface Request {
  readonly address: string;
  readonly purpose: string;
  recorded: boolean;
}
const current = new AsyncLocalStorage<Request>();

/**
 * Appends to the audit log within the transaction of the change itself: both happen or neither. Call it last, since
 * it holds the head of the chain until commit. Sender's address and purpose come from the request being served.
 */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  const request = current.getStore();
  await sql`SELECT audit_append(${entry.actor?.id ?? null}::uuid, ${entry.actor?.name ?? 'Cordon'}, ${entry.action},
    ${entry.organisationId ?? null}::uuid, ${entry.target ?? null}, ${request?.purpose ?? null},
    ${entry.outcome ?? 'done'}, ${request?.address ?? null}, ${JSON.stringify(entry.detail ?? {})}::jsonb)`.execute(
    db,
  );
  if (request) request.recorded = true;
}

/** Runs a request's work; tells whether anything was recorded during it. */
export async function duringRequest<T>(
  context: { readonly address: string; readonly purpose: string },
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly recorded: boolean }> {
  const request: Request = { address: context.address, purpose: context.purpose, recorded: false };
  const value = await current.run(request, work);
  return { value, recorded: request.recorded };
}
