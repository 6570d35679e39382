import { useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useOrganisation, useRange } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { rangeWords } from '../../logic/time-range.ts';
import {
  Age,
  AskWhy,
  Chip,
  Go,
  isLevel,
  Loaded,
  type Measure,
  measures,
  Page,
  Panel,
  PlainTable,
  RateChart,
  StackedLevels,
  TileMap,
  Time,
  useNow,
} from '../../ui/index.ts';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { IndicatorsHit } from './indicators-hit.tsx';
import { Pressing } from './pressing.tsx';
import { titleOf } from './title.ts';

function Federation() {
  const tiles = useAsk('tiles', {}, { every: 60_000 });
  const [measure, setMeasure] = useState<Measure>('alerts');
  return (
    <Panel
      title="The federation"
      aside={
        <label className="row-line">
          <span className="secondary">Shaded by</span>
          <select
            className="select tile-choice"
            value={measure}
            onChange={(event) => setMeasure(event.target.value as Measure)}
          >
            {Object.entries(measures).map(([name, each]) => (
              <option key={name} value={name}>
                {each.label.toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <Loaded query={tiles} what="the federation">
        {(answer) =>
          answer.tiles.length === 0 ? (
            <p className="secondary">Each organisation becomes a tile here, grouped by region.</p>
          ) : (
            <TileMap tiles={answer.tiles} measure={measure} />
          )
        }
      </Loaded>
    </Panel>
  );
}

/** What needs someone now. The title is the answer; everything else is why. */
export function Overview() {
  const range = useRange('24h');
  const now = useNow();
  const can = useCan();
  const organisationId = useOrganisation();
  const hours = Math.max(1, Math.min(720, Math.ceil((now.getTime() - range.from.getTime()) / 3_600_000)));
  const overview = useAsk('overview', { query: { hours, organisationId } }, { every: 30_000 });
  const data = overview.data;
  return (
    <Page
      title={
        data === undefined
          ? 'What needs someone'
          : titleOf(data.needSomeone, data.oldestWaiting, now, data.sources)
      }
      tab="Overview"
      why={
        data === undefined ? null : (
          <AskWhy
            figure={plural(data.needSomeone, 'alert')}
            what="Open alerts that nobody has acknowledged yet; muted and snoozed ones are left out. The oldest is the one whose first unanswered hit lies furthest back."
            period="any time"
            asOf={data.asOf}
            to="/alerts?state=new"
            rows="Show the alerts that need someone"
          />
        )
      }
      lead={
        data === undefined ? undefined : (
          <>
            As of <Time at={data.asOf} />
            {data.unacknowledgedHandOffs > 0
              ? `. ${plural(data.unacknowledgedHandOffs, 'hand-off')} not acknowledged yet.`
              : '.'}
          </>
        )
      }
    >
      <Loaded query={overview} what="the overview">
        {(view) => {
          const rate = view.eventsPerMinute.counts;
          const most = Math.max(1, ...view.byOrganisation.map((each) => each.open));
          return (
            <>
              {view.sources === 0 ? <FirstSteps organisations={view.organisations} /> : null}
              <Figures view={view} />
              <div className="split">
                <div>
                  <Panel
                    title={`Hits of rules, ${rangeWords(range)}`}
                    aside={
                      <AskWhy
                        figure="these hits"
                        side="right"
                        what="Events that a rule matched, by the hour in which they were received and the level of the rule. One alert groups many hits."
                        period={rangeWords(range)}
                        asOf={view.asOf}
                        to="/alerts"
                        rows="Show the alerts"
                      />
                    }
                  >
                    <StackedLevels {...view.series} />
                  </Panel>
                  {can('alerts.read') ? <Pressing organisationId={organisationId} /> : null}
                  <Federation />
                </div>
                <div>
                  <Panel
                    title="Where"
                    aside={<span className="secondary small">open alerts by organisation</span>}
                  >
                    {view.byOrganisation.length === 0 ? (
                      <p className="secondary">No organisation has an open alert.</p>
                    ) : (
                      <div className="bars">
                        {view.byOrganisation.slice(0, 14).map((each) => (
                          <Go key={each.organisationId} to={`/alerts?org=${each.organisationId}`}>
                            <span className="truncate" title={each.name}>
                              {each.name}
                            </span>
                            <svg
                              viewBox="0 0 100 10"
                              preserveAspectRatio="none"
                              className="chart"
                              aria-hidden="true"
                            >
                              <rect
                                data-level={isLevel(each.worst) ? each.worst : 'informational'}
                                width={(100 * each.open) / most}
                                height="10"
                              />
                            </svg>
                            <span className="number">
                              {formatCount(each.open)}
                              <span className="visually-hidden"> open, worst {each.worst ?? 'none'}</span>
                            </span>
                          </Go>
                        ))}
                      </div>
                    )}
                  </Panel>
                  {can('indicators.read') ? <IndicatorsHit /> : null}
                  <Panel
                    title="Silent sources"
                    flush
                    aside={
                      view.silentSources.length === 0 ? (
                        <Chip tone={view.sources === 0 ? undefined : 'good'}>none</Chip>
                      ) : (
                        <Chip tone="bad">{formatCount(view.silentSources.length)}</Chip>
                      )
                    }
                  >
                    <PlainTable
                      label="Silent sources"
                      least={16}
                      rows={view.silentSources.slice(0, 10)}
                      idOf={(each) => each.sourceId}
                      empty={
                        <p className="secondary">
                          {view.sources === 0
                            ? 'There are no sources yet, so nothing can be detected.'
                            : 'Every source reports.'}
                        </p>
                      }
                      columns={[
                        {
                          label: 'Source',
                          cell: (each) => (
                            <>
                              {can('sources.read') ? (
                                <Go to={`/sources/${each.sourceId}`}>{each.name}</Go>
                              ) : (
                                each.name
                              )}
                              <div className="secondary small">
                                {each.organisationName ?? 'several organisations'}
                              </div>
                            </>
                          ),
                        },
                        {
                          label: 'Silent for',
                          width: 6,
                          cell: (each) =>
                            each.lastEvent === null ? 'never reported' : <Age since={each.lastEvent} />,
                        },
                      ]}
                    />
                  </Panel>
                  <Panel
                    title="Events a minute"
                    aside={
                      <span className="title-line">
                        <b>{formatCount(rate.at(-2) ?? 0)}</b>
                        <AskWhy
                          figure={`${formatCount(rate.at(-2) ?? 0)} events a minute`}
                          side="right"
                          what="Events received from all sources in the last whole minute. The curve ends with the minute that is still running."
                          period="the last whole minute; the curve shows the last hour"
                          asOf={view.asOf}
                          {...(can('sources.read') ? { to: '/sources', rows: 'Show the sources' } : {})}
                        />
                      </span>
                    }
                  >
                    <RateChart counts={rate} what="Events" />
                  </Panel>
                </div>
              </div>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
