import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { admits, routesOf } from '../src/logsource/index.ts';
import { foldText } from '../src/value/fold.ts';
import { dataPath, needsData } from './corpus.ts';

interface Entry {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
  readonly sources?: readonly string[];
  readonly conditions?: { readonly EventID?: number | readonly number[]; readonly EventType?: string };
  readonly rewrite?: { readonly service: string };
  readonly fieldmappings?: Readonly<Record<string, string>>;
}

/** What SigmaHQ's own checker takes a log source to mean, against our table. */
describe('log sources', needsData, () => {
  const read = (): Entry[] => {
    const { logsources } = parse(readFileSync(dataPath('09-sigma/tests/thor.yml'), 'utf8')) as {
      logsources: Record<string, Entry>;
    };
    return Object.values(logsources);
  };
  const logsource = ({ product, category, service }: Entry) => ({
    product,
    category,
    service,
    definition: undefined,
  });
  const channelsOf = (entries: readonly Entry[], service: string): string[] =>
    entries
      .filter((entry) => entry.service === service && entry.product === 'windows')
      .flatMap((entry) => entry.sources ?? [])
      .map((source) => foldText(source.replace(/^WinEventLog:/, '')));

  it('have the channels of every Windows service', () => {
    const services = read().filter(
      ({ product, service, sources }) => product === 'windows' && service && sources,
    );
    assert.ok(services.length > 40);
    for (const entry of services) {
      for (const source of entry.sources ?? []) {
        const channel = foldText(source.replace(/^WinEventLog:/, ''));
        assert.ok(
          routesOf(logsource(entry)).some((route) => admits(route, channel, 1)),
          `${entry.service} ${channel}`,
        );
      }
    }
  });

  it('have the events and field names of every category', () => {
    const entries = read();
    const categories = entries.filter(
      ({ category, conditions }) => category && conditions?.EventID !== undefined,
    );
    assert.ok(categories.length > 35);
    for (const entry of categories) {
      const channels = channelsOf(entries, entry.rewrite?.service ?? '');
      assert.ok(channels.length > 0, `no channel for ${entry.category}`);
      for (const channel of channels) {
        for (const eventId of eventIdsOf(entry)) {
          const routes = routesOf(logsource(entry)).filter((route) => admits(route, channel, eventId));
          const type = entry.conditions?.EventType;
          const route = routes.find(({ where }) => (type === undefined ? !where : where?.[1] === type));
          assert.ok(route, `${entry.category} ${channel} ${eventId}`);
          for (const [from, to] of Object.entries(entry.fieldmappings ?? {}))
            assert.equal(route.fields.get(from), to);
        }
      }
    }
  });
});

function eventIdsOf({ conditions }: Entry): readonly number[] {
  const ids = conditions?.EventID ?? [];
  return typeof ids === 'number' ? [ids] : ids;
}
