import type { Answer } from '../../api/index.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import { Figure, FigureRow, Severity, wordOf } from '../../ui/index.ts';

/** The figures of the overview: each leads to its rows, and can be asked what it counts. */
export function Figures({ view }: { readonly view: Answer<'overview'> }) {
  return (
    <FigureRow label="Open alerts by level, devices and organisations">
      {view.bySeverity.map(({ level, open }) => (
        <Figure
          key={level}
          value={formatCount(open)}
          name={<Severity level={level} />}
          words={`${formatCount(open)} ${wordOf(level).toLowerCase()}`}
          to={`/alerts?level=${level}`}
          what={`Alerts of level ${wordOf(level).toLowerCase()} that are not closed. Muted and snoozed ones are left out; an alert in several organisations counts once.`}
          period="any time"
          asOf={view.asOf}
        />
      ))}
      <Figure
        value={formatCount(view.devices)}
        name={<span className="secondary">devices seen</span>}
        words={plural(view.devices, 'device')}
        to="/devices"
        what="Devices that events have named. Two names that were said to be the same device count once."
        period="since the first event"
        asOf={view.asOf}
      />
      <Figure
        value={formatCount(view.organisations)}
        name={<span className="secondary">organisations</span>}
        words={plural(view.organisations, 'organisation')}
        to="/organisations"
        what="Organisations that you may see, whether they send events or not."
        period="now"
        asOf={view.asOf}
      />
    </FigureRow>
  );
}
