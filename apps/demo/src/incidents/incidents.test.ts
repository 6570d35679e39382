import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Engine } from '@cordon/sigma';
import { createEstate } from '../estate/index.ts';
import { randomOf } from '../random.ts';
import { hitsOf, ownRules } from '../testing.ts';
import { incidents } from './index.ts';

/** What each incident must be found by, beside whatever else. */
const expected: Readonly<Record<string, string>> = {
  'encoded PowerShell out of a document': 'PowerShell started with an encoded command',
  'remote support tool installed': 'Remote-support product installed as a service',
  'audit log cleared': 'Security log cleared',
  'new local administrator': 'Member added to the local administrators',
  'service created from another machine': 'Service on demand whose program lies in the Windows folder itself',
  'passwords tried until one fits, from the internet': 'Remote desktop sign-in from the internet',
  'memory of the security authority read': 'Process memory dumped through comsvcs.dll',
  'password hives saved': 'Password hives saved from the registry',
  'program fetched with certutil': 'certutil downloads or decodes a file',
  'task that runs from a temporary folder': 'Scheduled task that runs from a folder anyone can write',
  'member of the domain administrators added at night': 'Member added to a group that rules the domain',
  'macro security lowered and script opened from mail': 'Macro security lowered',
  'firewall switched off': 'Windows firewall switched off by a command',
  'audit log cleared on old kit': 'Security log cleared',
};

describe('scattered incidents', () => {
  let engine: Engine;
  before(async () => {
    engine = await ownRules();
  });
  const { devices } = createEstate(1);

  it('are all expected by a rule', () => {
    assert.deepEqual(incidents.map(({ name }) => name).sort(), Object.keys(expected).sort());
  });

  for (const incident of incidents)
    it(`${incident.name}: found on every device it may happen on`, () => {
      const fitting = devices.filter(incident.fits);
      assert.ok(fitting.length > 5, `${fitting.length} devices`);
      // One of each way to report is enough; there are thousands of the same.
      const kinds = new Map(
        fitting.map((device) => [`${device.shipper} ${device.sysmon} ${device.system.name}`, device]),
      );
      for (const [kind, device] of kinds) {
        const events = incident.events({ device, time: Date.UTC(2026, 2, 2, 3) }, randomOf(1, kind));
        const hits = new Set(events.flatMap((event) => hitsOf(engine, event)));
        assert.ok(hits.has(expected[incident.name] ?? ''), `${kind}: ${[...hits].join('; ') || 'nothing'}`);
      }
    });
});
