import type { Permission, Session } from '@cordon/api';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/index.ts';
import { searchFieldOf, searchTermsOf } from '../logic/search-term.ts';
import { writeSearch } from '../logic/url-state.ts';
import { places } from './places.ts';

export interface Found {
  readonly group: string;
  readonly label: string;
  readonly aside: string;
  readonly to: string;
}

/** What can be answered without asking the server: indicators, pages, organisations. */
export function findHere(text: string, session: Session): readonly Found[] {
  const can = (permission: Permission) => session.permissions.includes(permission);
  const words = text.trim().toLowerCase();
  if (words === '') return [];
  const found: Found[] = [];
  if (can('events.read')) {
    const indicators = searchTermsOf(text, 100);
    if (indicators.length > 1)
      found.push({
        group: 'Search events',
        label: `Any of these ${indicators.length}`,
        aside: 'indicators',
        to: `/events${writeSearch({ any: indicators.map(({ value }) => value).join(' '), range: '7d' })}`,
      });
    for (const { kind, value } of indicators.slice(0, 8))
      found.push({
        group: 'Search events',
        label: value,
        aside: kind.replace('-', ' '),
        to: `/events${writeSearch({ [searchFieldOf(kind)]: value, range: '7d' })}`,
      });
  }
  for (const place of places) {
    for (const page of place.pages) {
      if (can(page.needs) && `${page.label} ${page.also}`.toLowerCase().includes(words))
        found.push({ group: 'Pages', label: page.label, aside: place.name, to: page.path });
    }
  }
  for (const organisation of session.organisations) {
    if (`${organisation.code} ${organisation.name}`.toLowerCase().includes(words))
      found.push({
        group: 'Organisations',
        label: organisation.name,
        aside: organisation.code,
        to: `/organisations/${organisation.id}`,
      });
    if (found.length >= 16) break;
  }
  return found;
}

/** Devices, alerts and rules whose name holds the text. A part that fails is left out, not the whole answer. */
export function useFindThere(text: string, session: Session) {
  const words = text.trim().slice(0, 200);
  return useQuery({
    queryKey: ['find', words],
    enabled: words.length >= 2 && !words.includes('\n'),
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<readonly Found[]> => {
      const can = (permission: Permission) => session.permissions.includes(permission);
      const query = { q: words, limit: 5 };
      const asked = await Promise.allSettled([
        can('devices.read')
          ? call('devices', { query, signal }).then(({ rows }) =>
              rows.map(
                (row): Found => ({
                  group: 'Devices',
                  label: row.host,
                  aside: row.organisationName,
                  to: `/devices/${row.id}`,
                }),
              ),
            )
          : [],
        can('alerts.read')
          ? call('alerts', { query, signal }).then(({ rows }) =>
              rows.map(
                (row): Found => ({
                  group: 'Alerts',
                  label: row.title,
                  aside: `${row.level}, ${row.state}`,
                  to: `/alerts/${row.id}`,
                }),
              ),
            )
          : [],
        can('rules.read')
          ? call('rules', { query, signal }).then(({ rows }) =>
              rows.map(
                (row): Found => ({
                  group: 'Rules',
                  label: row.title,
                  aside: row.level,
                  to: `/rules/${encodeURIComponent(row.id)}`,
                }),
              ),
            )
          : [],
      ]);
      return asked.flatMap((part) => (part.status === 'fulfilled' ? part.value : []));
    },
  });
}
