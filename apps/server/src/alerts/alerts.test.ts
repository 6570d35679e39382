import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { curveOf, curveWidth } from './curve.ts';
import { facetsOf, passes } from './facets.ts';
import { compareKeys, sortKey } from './ranking.ts';
import { type AlertSummary, type PartRow, type RuleRow, stateOf, summarise } from './summary.ts';

const at = (text: string) => new Date(`2026-03-01T${text}Z`);
const part = (more: Partial<PartRow> = {}): PartRow => ({
  id: 'p',
  head_id: 'h',
  kind: 'detection',
  cluster: null,
  origin: 'live',
  previous_id: null,
  all_organisations: 1,
  parts_in_scope: 1,
  organisation_id: 'o',
  organisation_code: 'O',
  organisation_name: 'Oak',
  state: 'new',
  decided: null,
  close_reason: null,
  assignee_id: null,
  assignee_name: null,
  level: 3,
  first: at('08:00:00'),
  last: at('09:00:00'),
  count: 2,
  devices: 1,
  first_device: 'WS-1',
  created: at('08:00:05'),
  handed_off: false,
  muted_until: null,
  snoozed_until: null,
  ...more,
});
const rule = (more: Partial<RuleRow> = {}): RuleRow => ({
  head_id: 'h',
  rule_id: 'r',
  count: 2,
  title: 'Rule R',
  level: 3,
  tags: ['attack.t1210'],
  techniques: ['T1210'],
  ...more,
});
const made = (parts: PartRow[], rules: RuleRow[] = [rule()]): AlertSummary => {
  const summary = summarise(parts, rules);
  assert.ok(summary);
  return summary;
};

describe('summary of an alert', () => {
  it('sums the parts in view, and of the others says only how many', () => {
    const { alert, waitingSince } = made([
      part({
        all_organisations: 7,
        parts_in_scope: 2,
        state: 'investigating',
        assignee_id: 'u',
        assignee_name: 'Una',
      }),
      part({
        organisation_id: 'q',
        all_organisations: 7,
        parts_in_scope: 2,
        level: 4,
        first: at('07:00:00'),
        first_device: 'MRI-1',
        count: 40,
        devices: 9,
      }),
    ]);
    assert.deepEqual(
      [
        alert.count,
        alert.devices,
        alert.level,
        alert.first,
        alert.firstDevice,
        alert.otherOrganisations,
        alert.state,
      ],
      [42, 10, 'critical', at('07:00:00').toISOString(), 'MRI-1', 5, 'new'],
    );
    assert.deepEqual(alert.assignee, { id: 'u', name: 'Una' });
    assert.equal(waitingSince, at('08:00:05').getTime());
    assert.deepEqual(
      alert.organisations.map((each) => each.id),
      ['q', 'o'],
    );
  });

  it('names a cluster by the worst rule in it', () => {
    const rules = [
      rule({ count: 99, level: 1, title: 'Minor' }),
      rule({ rule_id: 's', level: 4, title: 'Worm' }),
    ];
    const { alert } = made([part({ cluster: 'WannaCry' })], rules);
    assert.deepEqual([alert.ruleId, alert.title], ['s', 'WannaCry: 2 rules, Worm']);
    assert.equal(
      made([part({ kind: 'silence', first_device: 'Ward logs' })], []).alert.title,
      'Source has gone silent: Ward logs',
    );
    assert.equal(made([part()], [rule({ title: null, level: null })]).alert.title, 'r');
  });

  it('is closed when all parts are, with the reason they share', () => {
    const closed = part({ state: 'closed', close_reason: 'benign' });
    assert.deepEqual([made([closed]).alert.state, made([closed]).alert.closeReason], ['closed', 'benign']);
    const other = part({ state: 'closed', close_reason: 'duplicate' });
    assert.equal(made([closed, other]).alert.closeReason, null);
    assert.equal(
      stateOf([closed, part({ state: 'investigating' }), part({ state: 'acknowledged' })]),
      'acknowledged',
    );
  });

  it('is muted only when every part is, until the first of them ends', () => {
    const [early, late] = [at('10:00:00'), at('11:00:00')];
    assert.equal(made([part({ muted_until: late }), part()]).alert.mutedUntil, null);
    assert.equal(
      made([part({ muted_until: late }), part({ muted_until: early })]).alert.mutedUntil,
      early.toISOString(),
    );
  });
});

describe('urgency', () => {
  it('is level, then whether it waits for somebody, then spread, then the longest wait', () => {
    const summaries = {
      critical: made([part({ level: 4, created: at('12:00:00') })]),
      outbreak: made([part({ level: 3, created: at('09:00:00'), devices: 500 })]),
      waiting: made([part({ level: 3, created: at('07:00:00'), devices: 2 })]),
      newer: made([part({ level: 3, created: at('09:00:00'), devices: 9 })]),
      many: made([part({ level: 3, state: 'acknowledged', devices: 50 })]),
      few: made([part({ level: 3, state: 'acknowledged', devices: 2 })]),
    };
    const order = Object.entries(summaries)
      .reverse()
      .sort((a, b) => compareKeys(sortKey(a[1], 'urgency'), a[0], sortKey(b[1], 'urgency'), b[0]));
    assert.deepEqual(
      order.map(([name]) => name),
      ['critical', 'outbreak', 'waiting', 'newer', 'many', 'few'],
    );
  });
});

describe('facets', () => {
  const all = [
    made([part({ level: 4 })]),
    made([part({ level: 3, state: 'acknowledged', assignee_id: 'u', assignee_name: 'Una' })]),
    made([part({ level: 3 })], [rule({ techniques: ['T1543.003'] })]),
  ];
  const none = {
    state: undefined,
    level: undefined,
    ruleId: undefined,
    technique: undefined,
    assignee: undefined,
  };

  it('count under all filters but their own', () => {
    const facets = facetsOf(all, { ...none, level: ['high'] });
    assert.deepEqual(
      facets.level.map(({ value, count }) => [value, count]),
      [
        ['high', 2],
        ['critical', 1],
      ],
    );
    assert.deepEqual(
      facets.assignee.map(({ label, count }) => [label, count]),
      [
        ['Nobody', 1],
        ['Una', 1],
      ],
    );
  });

  it('take a technique with its sub-techniques', () => {
    const found = (technique: string) => all.filter((each) => passes({ ...none, technique }, each)).length;
    assert.deepEqual([found('T1543'), found('T1543.003'), found('T154'), found('T1210')], [1, 1, 0, 2]);
  });
});

describe('curve', () => {
  it('has at most 96 points, whatever devices say the time is', () => {
    for (const days of [0, 0.01, 1, 3, 30, 400, 5000, 2_900_000]) {
      const first = new Date(0);
      const last = new Date(days * 86_400_000);
      const { counts } = curveOf(first, last, [{ bucket: last, count: 3, devices: 1 }]);
      assert.ok(counts.length <= 96, `${days} days: ${counts.length}`);
      assert.equal(counts.at(-1), 3);
    }
    assert.equal(curveWidth(3_600_000), 600_000);
  });
});
