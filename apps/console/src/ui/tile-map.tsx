import type { Answer } from '../api/index.ts';
import { formatCount, plural } from '../logic/time-format.ts';
import { Go } from './link.tsx';

export type Tile = Answer<'tiles'>['tiles'][number];
export type Measure = 'alerts' | 'devices' | 'silent';
export const measures: Readonly<
  Record<Measure, { readonly label: string; readonly one: string; readonly of: (tile: Tile) => number }>
> = {
  alerts: { label: 'Open alerts', one: 'open alert', of: (tile) => tile.openAlerts },
  devices: { label: 'Devices', one: 'device', of: (tile) => tile.devices },
  silent: { label: 'Silent sources', one: 'silent source', of: (tile) => tile.silentSources },
};

/** Three steps above nothing: more shades than that cannot be told apart. */
export function stepOf(value: number, most: number): 0 | 1 | 2 | 3 {
  if (value <= 0 || most <= 0) return 0;
  const share = value / most;
  return share > 2 / 3 ? 3 : share > 1 / 3 ? 2 : 1;
}

/** The federation at a glance: one tile an organisation, grouped by region, shaded by one figure that it also shows. */
export function TileMap({ tiles, measure }: { readonly tiles: readonly Tile[]; readonly measure: Measure }) {
  const { of, one } = measures[measure];
  const most = Math.max(0, ...tiles.map(of));
  const regions = Map.groupBy(tiles, (tile) => tile.regionName ?? 'No region');
  return (
    <div className="tile-map" data-measure={measure} data-many={tiles.length > 60 ? '' : undefined}>
      {[...regions].map(([region, members]) => (
        <section key={region} className="tile-region" aria-label={region}>
          <h3>{region}</h3>
          <ul className="plain tile-grid">
            {members.map((tile) => (
              <li key={tile.organisationId}>
                <Go
                  to={`/organisations/${tile.organisationId}`}
                  className="tile"
                  title={`${tile.name}: ${plural(of(tile), one)}`}
                  step={stepOf(of(tile), most)}
                >
                  <b>{formatCount(of(tile), true)}</b>
                  <span>{tile.code}</span>
                  <span className="visually-hidden">
                    {tile.name}, {plural(of(tile), one)}
                  </span>
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
