import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { ApiError } from '../api/index.ts';
import { Failure, KeyProvider, ToastProvider, Waiting } from '../ui/index.ts';
import { Frame } from './frame.tsx';
import { LiveProvider } from './live.tsx';
import { Pages } from './routes.tsx';
import { SessionProvider, useSessionQuery } from './session.tsx';
import { UploadsProvider } from './uploads.tsx';

const SignIn = lazy(() => import('../pages/gate/sign-in.tsx').then((m) => ({ default: m.SignIn })));
const Setup = lazy(() => import('../pages/gate/setup.tsx').then((m) => ({ default: m.Setup })));
const Invitation = lazy(() =>
  import('../pages/gate/invitation.tsx').then((m) => ({ default: m.Invitation })),
);
const Acknowledge = lazy(() =>
  import('../pages/gate/acknowledge.tsx').then((m) => ({ default: m.Acknowledge })),
);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses, it refuses again; only silence and its own faults are worth a second try.
      retry: (count, error) =>
        count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
    },
  },
});

function Inside() {
  const session = useSessionQuery();
  if (session.data === undefined)
    return session.error === null ? (
      <Waiting what="Cordon" />
    ) : (
      <Failure error={session.error} retry={() => void session.refetch()} />
    );
  if (session.data === null) return <SignIn />;
  return (
    <SessionProvider session={session.data}>
      <LiveProvider>
        <UploadsProvider>
          <Frame>
            <Pages />
          </Frame>
        </UploadsProvider>
      </LiveProvider>
    </SessionProvider>
  );
}

/** The console: pages that need no account by their own address, all others behind the sign-in. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <KeyProvider>
        <ToastProvider>
          <Suspense fallback={<Waiting what="Cordon" />}>
            <Switch>
              <Route path="/setup">{() => <Setup />}</Route>
              <Route path="/invitation">{() => <Invitation />}</Route>
              <Route path="/acknowledge/:token?">{({ token }) => <Acknowledge inPath={token} />}</Route>
              <Route>{() => <Inside />}</Route>
            </Switch>
          </Suspense>
        </ToastProvider>
      </KeyProvider>
    </QueryClientProvider>
  );
}
