import { useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useOrganisation, useRange } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { rangeWords } from '../../logic/time-range.ts';
import {
  Age,
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
  Severity,
  StackedLevels,
  TileMap,
  Time,
  useNow,
} from '../../ui/index.ts';
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
        {(answer) => <TileMap tiles={answer.tiles} measure={measure} />}
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
      title={data === undefined ? 'What needs someone' : titleOf(data.needSomeone, data.oldestWaiting, now)}
      tab="Overview"
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
              <nav className="figures" aria-label="Open alerts by level">
                {view.bySeverity.map((each) => (
                  <Go key={each.level} to={`/alerts?level=${each.level}`}>
                    <b>{formatCount(each.open)}</b>
                    <Severity level={each.level} />
                  </Go>
                ))}
                <Go to="/devices">
                  <b>{formatCount(view.devices)}</b>
                  <span className="secondary">devices seen</span>
                </Go>
                <Go to="/organisations">
                  <b>{formatCount(view.organisations)}</b>
                  <span className="secondary">organisations</span>
                </Go>
              </nav>
              <div className="split">
                <div>
                  <Panel title={`Hits over time, ${rangeWords(range)}`}>
                    <StackedLevels {...view.series} />
                  </Panel>
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
                            <span className="truncate">{each.name}</span>
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
                  <Panel
                    title="Silent sources"
                    flush
                    aside={
                      view.silentSources.length === 0 ? (
                        <Chip tone="good">none</Chip>
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
                        <p className="secondary pad">
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
                  <Panel title="Events a minute" aside={<b>{formatCount(rate.at(-1) ?? 0)}</b>}>
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
