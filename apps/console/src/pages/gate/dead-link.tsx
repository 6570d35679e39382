import type { ReactNode } from 'react';
import { ApiError } from '../../api/index.ts';
import { Empty, Failure } from '../../ui/index.ts';
import { Gate } from './gate.tsx';

/**
 * What is said instead of the page behind a one-time link. Only a refusal says that the link is dead; a server that
 * is away or busy says nothing about it, and the link may work in a minute.
 */
export function DeadLink(props: {
  /** Null where the address holds no secret at all. */
  readonly error: unknown;
  readonly retry: () => void;
  readonly why: string;
  readonly children: ReactNode;
}) {
  const { error, retry, why, children } = props;
  const refused =
    error === null ||
    (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429);
  return refused ? (
    <Gate title="This link does not work">
      <Empty title={why}>{children}</Empty>
    </Gate>
  ) : (
    <Gate title="This cannot be shown just now">
      <Failure error={error} retry={retry} />
    </Gate>
  );
}
