import type { Alert } from '@cordon/api';
import { formatCount, formatDuration, plural } from '../../logic/time-format.ts';
import { Figure, FigureRow, Time } from '../../ui/index.ts';

/** How far an alert reaches: each figure can be asked what it counts. */
export function AlertFigures({ alert, asOf }: { readonly alert: Alert; readonly asOf: string }) {
  const organisations = alert.organisations.length + alert.otherOrganisations;
  const span = formatDuration(new Date(alert.last).getTime() - new Date(alert.first).getTime());
  const period = (
    <>
      <Time at={alert.first} exact /> to <Time at={alert.last} exact />
    </>
  );
  const same = { period, asOf } as const;
  return (
    <FigureRow label="Extent">
      <Figure
        {...same}
        value={formatCount(alert.devices)}
        name={alert.devices === 1 ? 'device' : 'devices'}
        words={plural(alert.devices, 'device')}
        what="Different devices, in organisations that you may see, on which a rule of this alert hit."
        to={`/alerts/${alert.id}?tab=devices`}
      />
      <Figure
        {...same}
        value={formatCount(organisations)}
        name={organisations === 1 ? 'organisation' : 'organisations'}
        words={plural(organisations, 'organisation')}
        what={`Organisations with at least one hit, listed under Organisations${
          alert.otherOrganisations > 0
            ? `; ${formatCount(alert.otherOrganisations)} of them are outside your scope and only counted`
            : ''
        }.`}
      />
      <Figure
        {...same}
        value={formatCount(alert.count)}
        name={alert.count === 1 ? 'hit' : 'hits'}
        words={plural(alert.count, 'hit')}
        what="Events that the rules of this alert matched. An event that several of them matched counts once for each."
        to={`/alerts/${alert.id}?tab=around`}
      />
      <Figure
        {...same}
        value={span}
        name={
          <>
            from <Time at={alert.first} /> to <Time at={alert.last} />
          </>
        }
        words={span}
        what="From the first to the last hit, by the time at which the events say that they happened."
      />
      <Figure
        {...same}
        isName
        value={alert.firstDevice ?? 'not known'}
        name="first device"
        words={`${alert.firstDevice ?? 'not known'} is the first device`}
        what="The device with the earliest hit among those that you may see. Where a clock is wrong, another may have been first."
        {...(alert.firstDevice === null ? {} : { to: `/devices?q=${encodeURIComponent(alert.firstDevice)}` })}
      />
    </FigureRow>
  );
}
