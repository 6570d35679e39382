import type { Permission, Session } from '@cordon/api';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { ApiError, call, key, onSessionLost, setCsrf } from '../api/index.ts';

const Context = createContext<Session | null>(null);

/** The session of the signed-in person. Only inside the frame; throws elsewhere. */
export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession: expected to be inside SessionGate');
  return session;
}

/** Whether my roles allow it somewhere; the server still decides for each row. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return useMemo(() => {
    const held = new Set<string>(permissions);
    return (permission) => held.has(permission);
  }, [permissions]);
}

/** The session as asked from the server: data null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({
    queryKey: key('session'),
    queryFn: async ({ signal }) => {
      try {
        const session = await call('session', { signal });
        setCsrf(session.csrf);
        return session;
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** Drops every answer but the session itself, which what is shown hangs on. */
function forget(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}

/** Remembers a session that a sign-in answered, and forgets everything that was asked before it. */
export function useEnter(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    forget(client);
    setCsrf(session.csrf);
    client.setQueryData(key('session'), session);
  };
}

export function useLeave(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await call('signOut', {});
    setCsrf('');
    forget(client);
    client.setQueryData(key('session'), null);
  };
}

/** Gives the session to everything inside, and sends whoever's session ended back to signing in. */
export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  useEffect(
    () =>
      onSessionLost(() => {
        setCsrf('');
        client.setQueryData(key('session'), null);
      }),
    [client],
  );
  return <Context value={session}>{children}</Context>;
}
