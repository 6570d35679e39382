import { type ReactNode, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Empty, Go, Page, Waiting } from '../ui/index.ts';
import { Boundary } from './boundary.tsx';
import { fetchParts, pageOf } from './page-of.tsx';

const Overview = pageOf(() => import('../pages/now/overview.tsx').then((m) => m.Overview));
const Alerts = pageOf(() => import('../pages/alerts/alerts.tsx').then((m) => m.Alerts));
const AlertPage = pageOf(() => import('../pages/alerts/alert-page.tsx').then((m) => m.AlertPage));
const Containment = pageOf(() => import('../pages/alerts/containment.tsx').then((m) => m.Containment));
const Events = pageOf(() => import('../pages/events/events.tsx').then((m) => m.Events));
const Rules = pageOf(() => import('../pages/rules/rules.tsx').then((m) => m.Rules));
const Coverage = pageOf(() => import('../pages/coverage/coverage.tsx').then((m) => m.Coverage));
const RulePage = pageOf(() => import('../pages/rules/rule-page.tsx').then((m) => m.RulePage));
const Indicators = pageOf(() => import('../pages/indicators/indicators.tsx').then((m) => m.Indicators));
const IndicatorListPage = pageOf(() =>
  import('../pages/indicators/list-page.tsx').then((m) => m.IndicatorListPage),
);
const Mutes = pageOf(() => import('../pages/mutes/mutes.tsx').then((m) => m.Mutes));
const Devices = pageOf(() => import('../pages/devices/devices.tsx').then((m) => m.Devices));
const DevicePage = pageOf(() => import('../pages/devices/device-page.tsx').then((m) => m.DevicePage));
const Organisations = pageOf(() =>
  import('../pages/organisations/organisations.tsx').then((m) => m.Organisations),
);
const OrganisationPage = pageOf(() =>
  import('../pages/organisations/organisation-page.tsx').then((m) => m.OrganisationPage),
);
const Sources = pageOf(() => import('../pages/sources/sources.tsx').then((m) => m.Sources));
const SourcePage = pageOf(() => import('../pages/sources/source-page.tsx').then((m) => m.SourcePage));
const Users = pageOf(() => import('../pages/users/users.tsx').then((m) => m.Users));
const Audit = pageOf(() => import('../pages/audit/audit.tsx').then((m) => m.Audit));
const Account = pageOf(() => import('../pages/account/account.tsx').then((m) => m.Account));

const one = (path: string, page: (id: string) => ReactNode) => (
  <Route<{ id: string }> path={path}>{({ id }) => page(decodeURIComponent(id))}</Route>
);

/** Which page an address shows, inside the frame. */
export function Pages() {
  const [path] = useLocation();
  useEffect(() => {
    const idle = setTimeout(() => void fetchParts(), 2000);
    return () => clearTimeout(idle);
  }, []);
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
          <Route path="/coverage">{() => <Coverage />}</Route>
          <Route path="/indicators">{() => <Indicators />}</Route>
          {one('/indicators/:id', (id) => (
            <IndicatorListPage key={id} id={id} />
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
