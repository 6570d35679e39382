import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Empty, Go, Page, Waiting } from '../ui/index.ts';
import { Boundary } from './boundary.tsx';

const Overview = lazy(() => import('../pages/now/overview.tsx').then((m) => ({ default: m.Overview })));
const Alerts = lazy(() => import('../pages/alerts/alerts.tsx').then((m) => ({ default: m.Alerts })));
const AlertPage = lazy(() =>
  import('../pages/alerts/alert-page.tsx').then((m) => ({ default: m.AlertPage })),
);
const Containment = lazy(() =>
  import('../pages/alerts/containment.tsx').then((m) => ({ default: m.Containment })),
);
const Events = lazy(() => import('../pages/events/events.tsx').then((m) => ({ default: m.Events })));
const Rules = lazy(() => import('../pages/rules/rules.tsx').then((m) => ({ default: m.Rules })));
const RulePage = lazy(() => import('../pages/rules/rule-page.tsx').then((m) => ({ default: m.RulePage })));
const Mutes = lazy(() => import('../pages/mutes/mutes.tsx').then((m) => ({ default: m.Mutes })));
const Devices = lazy(() => import('../pages/devices/devices.tsx').then((m) => ({ default: m.Devices })));
const DevicePage = lazy(() =>
  import('../pages/devices/device-page.tsx').then((m) => ({ default: m.DevicePage })),
);
const Organisations = lazy(() =>
  import('../pages/organisations/organisations.tsx').then((m) => ({ default: m.Organisations })),
);
const OrganisationPage = lazy(() =>
  import('../pages/organisations/organisation-page.tsx').then((m) => ({ default: m.OrganisationPage })),
);
const Sources = lazy(() => import('../pages/sources/sources.tsx').then((m) => ({ default: m.Sources })));
const SourcePage = lazy(() =>
  import('../pages/sources/source-page.tsx').then((m) => ({ default: m.SourcePage })),
);
const Users = lazy(() => import('../pages/users/users.tsx').then((m) => ({ default: m.Users })));
const Audit = lazy(() => import('../pages/audit/audit.tsx').then((m) => ({ default: m.Audit })));
const Account = lazy(() => import('../pages/account/account.tsx').then((m) => ({ default: m.Account })));

const one = (path: string, page: (id: string) => ReactNode) => (
  <Route<{ id: string }> path={path}>{({ id }) => page(decodeURIComponent(id))}</Route>
);

/** Which page an address shows, inside the frame. */
export function Pages() {
  const [path] = useLocation();
  return (
    <Boundary name={path}>
      <Suspense fallback={<Waiting what="the page" />}>
        <Switch>
          <Route path="/">{() => <Overview />}</Route>
          <Route path="/alerts">{() => <Alerts />}</Route>
          {one('/alerts/:id/containment', (id) => (
            <Containment id={id} />
          ))}
          {one('/alerts/:id', (id) => (
            <AlertPage key={id} id={id} />
          ))}
          <Route path="/events">{() => <Events />}</Route>
          <Route path="/rules">{() => <Rules />}</Route>
          {one('/rules/:id', (id) => (
            <RulePage key={id} id={id} />
          ))}
          <Route path="/mutes">{() => <Mutes />}</Route>
          <Route path="/devices">{() => <Devices />}</Route>
          {one('/devices/:id', (id) => (
            <DevicePage key={id} id={id} />
          ))}
          <Route path="/organisations">{() => <Organisations />}</Route>
          {one('/organisations/:id', (id) => (
            <OrganisationPage key={id} id={id} />
          ))}
          <Route path="/sources">{() => <Sources />}</Route>
          {one('/sources/:id', (id) => (
            <SourcePage key={id} id={id} />
          ))}
          <Route path="/users">{() => <Users />}</Route>
          <Route path="/audit">{() => <Audit />}</Route>
          <Route path="/account">{() => <Account />}</Route>
          <Route>
            {() => (
              <Page title="There is no page at this address">
                <Empty title="Check the link">
                  <p>
                    It may have been cut off when it was pasted. <Go to="/">Go to the overview</Go>, or press{' '}
                    <kbd>/</kbd> and search.
                  </p>
                </Empty>
              </Page>
            )}
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}
