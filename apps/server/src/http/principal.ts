import type { Permission } from '@cordon/api';
import type { Caller } from '../control/index.ts';

/** Who sent a request, as far as HTTP needs to know; what rows they see is the database's to decide. */
export interface Principal {
  readonly caller: Caller;
  readonly userId: string;
  readonly name: string;
  readonly kind: 'session' | 'personal' | 'service';
  /** Held somewhere in the federation, by roles or by the token. */
  readonly permissions: ReadonlySet<Permission>;
  /** Nodes above organisations at which a role is held: what is seen by it is an organisation's other than one's own. */
  readonly wideNodes: readonly { readonly id: string; readonly permissions: ReadonlySet<string> }[];
  /** The organisation that somebody acts for when it is one and no other: what they do is its affair. */
  readonly organisationId: string | null;
  /** SHA-256 of the CSRF token of a session. */
  readonly csrfHash: Uint8Array | null;
}

/** Finds who holds a credential; null when nobody does. Implemented by the identity area. */
export type Authenticate = (credential: Uint8Array) => Promise<Principal | null>;

/** What HTTP tells the audit log by itself. Implemented by the audit area. */
export interface AuditPort {
  /** Runs a request's work so that what it records knows the sender's address; says whether it recorded anything. */
  during<T>(
    context: AuditContext,
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly recorded: boolean }>;
  /** A change that its area did not record by itself: the log is complete even when an area forgets. */
  change(principal: Principal | null, request: AuditedRequest): Promise<void>;
  /** A successful look by a caller whose scope is wider than organisations of their own. */
  view(principal: Principal, request: AuditedRequest & { readonly nodes: readonly string[] }): Promise<void>;
  /** A request that was refused for lack of permission or proof. */
  denied(principal: Principal | null, request: AuditedRequest & { readonly code: string }): Promise<void>;
}

export interface AuditContext {
  readonly address: string;
  readonly purpose: string;
}

export interface AuditedRequest extends AuditContext {
  /** Name of the route in the API contract. */
  readonly route: string;
  /** What the path names: its parameters, without secrets. */
  readonly target: string | null;
}
