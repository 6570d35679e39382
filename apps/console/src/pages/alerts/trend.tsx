import { useAsk } from '../../app/ask.ts';
import { useOrganisation, useUrlState } from '../../app/location.ts';
import { plural } from '../../logic/time-format.ts';
import { rangeOf, rangeWords } from '../../logic/time-range.ts';
import { AskWhy, StackedLevels, useNow } from '../../ui/index.ts';

/** Hits of all rules over time, above the list: what the rows below came out of. */
export function Trend() {
  const [state] = useUrlState();
  const now = useNow();
  const organisationId = useOrganisation();
  const range = rangeOf(state, now, '24h');
  const hours = Math.ceil(Math.min(720, (now.getTime() - range.from.getTime()) / 3_600_000));
  const overview = useAsk('overview', { query: { hours: Math.max(1, hours), organisationId } });
  if (overview.data === undefined) return null;
  const { series, asOf } = overview.data;
  const hits = Object.values(series.levels)
    .flat()
    .reduce((sum, count) => sum + count, 0);
  const period = range.name === null ? `the ${plural(hours, 'hour')} up to now` : rangeWords(range);
  return (
    <section className="histogram-strip" aria-label="Hits of rules over time">
      <div className="strip-title">
        <h2>
          {plural(hits, 'hit')} of rules by level, {period}
        </h2>
        <AskWhy
          figure={plural(hits, 'hit')}
          what={`Events that a rule matched, by the hour in which they were received: all rules ${
            organisationId === undefined ? 'and all organisations that you may see' : 'in this organisation'
          }. The filters of the list do not narrow it; one alert groups many hits.`}
          period={period}
          asOf={asOf}
        />
      </div>
      <StackedLevels {...series} height={72} />
    </section>
  );
}
