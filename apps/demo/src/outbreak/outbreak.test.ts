import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Engine } from '@cordon/sigma';
import { createEstate, systems } from '../estate/index.ts';
import { alertsOf, hitsOf, ownRules } from '../testing.ts';
import { type Casualty, signsOf, simulateSpread } from './index.ts';

const estate = createEstate(1);
const spread = simulateSpread(estate, 1);
const start = Date.UTC(2026, 2, 2, 12);
const signs = (casualty: Casualty) => signsOf(casualty, start, 1, 1, estate.devices.slice(0, 50));

describe('outbreak', () => {
  let engine: Engine;
  before(async () => {
    engine = await ownRules();
  });

  it('begins with unexplained stops of old imaging kit', () => {
    const first = spread.slice(0, 3);
    for (const { device, outcome } of first) {
      assert.equal(outcome, 'crashed');
      assert.ok(device.system.legacy);
      assert.equal(device.role.owner, 'Radiology');
    }
  });

  for (const seed of [1, 2, 3, 7, 42])
    it(`reaches six organisations and some two hundred devices, once each (seed ${seed})`, () => {
      const own = createEstate(seed);
      const casualties = simulateSpread(own, seed);
      const infected = casualties.filter(({ outcome }) => outcome === 'infected');
      const codes = new Set(infected.map(({ device }) => device.organisation.code));
      assert.deepEqual([...codes].sort(), ['ASH', 'BRK', 'ELD', 'MVH', 'PEN', 'SLB']);
      assert.ok(infected.length >= 120 && infected.length <= 200, `${infected.length} infected`);
      assert.equal(new Set(casualties.map(({ device }) => device)).size, casualties.length);
      assert.ok(casualties.every(({ after }) => after < 662));
    });

  it('grows, and is slowed at last', () => {
    const within = (from: number, to: number) =>
      spread.filter(({ after }) => after >= from && after < to).length;
    assert.ok(within(0, 180) < 20);
    assert.ok(within(240, 420) > 3 * within(0, 180));
    assert.ok(within(560, 660) < within(320, 420));
  });

  it('comes from infected devices only', () => {
    const infected = new Set(
      spread.filter(({ outcome }) => outcome === 'infected').map(({ device }) => device),
    );
    for (const { from } of spread) if (from) assert.ok(infected.has(from), from.host);
  });

  it('is found on every infected device, by a rule that names it', () => {
    for (const casualty of spread) {
      if (casualty.outcome !== 'infected') continue;
      const hits = signs(casualty).flatMap((event) => hitsOf(engine, event));
      assert.ok(
        hits.some((title) => title.startsWith('WannaCry')),
        `${casualty.device.host}: ${hits.join('; ')}`,
      );
    }
  });

  it('fills few rows, each a story of its own', () => {
    const rows = new Set(
      spread.flatMap((casualty) => signs(casualty)).flatMap((event) => alertsOf(engine, event)),
    );
    assert.deepEqual([...rows].sort(), [
      'Commands run as a service',
      'Database or mail server processes killed',
      'Everyone granted full control over a whole tree',
      'Limit of half-open connections reached',
      'Local security authority starts a program',
      'Recovery sabotage',
      'SMB connection made by an ordinary program',
      'SMB connection to the internet',
      'Stop errors',
      'Unexpected shutdown',
      'WannaCry',
    ]);
  });

  it('is found on every device that it stopped', () => {
    for (const casualty of spread) {
      if (casualty.outcome !== 'crashed') continue;
      const hits = new Set(signs(casualty).flatMap((event) => hitsOf(engine, event)));
      assert.ok(hits.has('XP or Server 2003 restarted after a stop error'), casualty.device.host);
      assert.ok(hits.has('XP or Server 2003 stop error of a network driver kind'), casualty.device.host);
    }
  });

  it('shows its tools, files, look-ups and connections where Sysmon runs', () => {
    const casualty = spread.find(
      ({ device, outcome }) => outcome === 'infected' && device.sysmon && device.system === systems.windows7,
    );
    assert.ok(casualty);
    const hits = new Set(signs(casualty).flatMap((event) => hitsOf(engine, event)));
    for (const title of [
      'WannaCry worm service registered',
      'Service that runs the WannaCry encrypter',
      'WannaCry program started',
      'WannaCry file written',
      'File with the ending of WannaCry',
      'WannaCry registry key',
      'WannaCry kill-switch name looked up',
      'Local security authority starts a program',
      'SMB connection made by an ordinary program',
      'SMB connection to the internet',
      'Shadow copies deleted or squeezed out with vssadmin',
      'Shadow copies deleted through WMI',
      'Start-up recovery disabled',
      'Windows backup catalogue or backups deleted',
      'Everyone granted full control over a whole tree',
    ])
      assert.ok(hits.has(title), `${title} not among ${[...hits].join('; ')}`);
  });
});
