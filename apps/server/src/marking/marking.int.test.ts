import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Marking, rolePermissions } from '@cordon/api';
import { sql } from 'kysely';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { visibleTo } from './index.ts';

const markings: readonly Marking[] = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'];
const roles = ['centre-lead', 'viewer', 'site-engineer', 'administrator'] as const;

let test: TestControl;
let federation: SeededFederation;
before(async () => {
  test = await testControl();
  federation = await seedFederation(test);
});
after(() => test.stop());

it('the database and the function agree on who sees what, for every role, place, owner and marking', async () => {
  const { centre, regions, organisations } = federation;
  const [north, south] = regions;
  const [a, b, c] = organisations;
  const above: Readonly<Record<string, readonly string[]>> = {
    [centre]: [centre],
    [north]: [north, centre],
    [south]: [south, centre],
    [a]: [a, north, centre],
    [b]: [b, north, centre],
    [c]: [c, south, centre],
  };
  const nodes = Object.keys(above);
  const isUnder = (node: string, other: string): boolean => (above[node] ?? []).includes(other);
  const tally = { seen: 0, hidden: 0 };
  for (const role of roles)
    for (const place of nodes) {
      const caller = await federation.caller(role, place);
      const permissions: readonly string[] = rolePermissions[role];
      const reads = permissions.includes('indicators.read');
      const told = await test.control.scoped(caller, 'indicators.read', async (db) => {
        const { rows } = await sql<{ marking: Marking; owner: string; visible: boolean }>`
          SELECT marking, owner, marking_visible(marking, owner) AS visible
          FROM unnest(${markings}::text[]) AS marking, unnest(${nodes}::uuid[]) AS owner`.execute(db);
        return rows;
      });
      assert.equal(told.length, markings.length * nodes.length);
      for (const { marking, owner, visible } of told) {
        const standing = {
          anywhere: reads,
          below: reads && (isUnder(place, owner) || isUnder(owner, place)),
          owner: reads && isUnder(owner, place),
          writes: permissions.includes('indicators.write') && isUnder(owner, place),
        };
        assert.equal(visible, visibleTo(marking, standing), `${marking} of ${owner} for ${role} at ${place}`);
        tally[visible ? 'seen' : 'hidden'] += 1;
      }
    }
  assert.ok(tally.seen > 50 && tally.hidden > 50, JSON.stringify(tally));
});

it('an unknown marking shows nothing to anybody, and nobody sees anything without a role', async () => {
  const caller = await federation.caller('centre-lead', federation.centre);
  const visible = (marking: string, permission: 'indicators.read' | 'federation.write') =>
    test.control.scoped(caller, permission, async (db) => {
      const { rows } = await sql<{ v: boolean }>`
        SELECT marking_visible(${marking}, ${federation.centre}) AS v`.execute(db);
      return rows[0]?.v;
    });
  assert.equal(await visible('TLP:WHITE', 'indicators.read'), false);
  assert.equal(await visible('TLP:CLEAR', 'indicators.read'), true);
  assert.equal(await visible('TLP:CLEAR', 'federation.write'), false);
});
