import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapLegacy } from '@cordon/eventlog';
import { compileRules } from '../tools/rules-test/compile-rules.ts';
import { type CaseEvent, readRuleFiles } from '../tools/rules-test/rule-files.ts';

/**
 * Security records as XP and Server 2003 write them, string by string, through the mapping to today's names and on
 * to the rules: what the cases of the rules assume about mapped records holds.
 */
const hits = compileRules(readRuleFiles().map(({ name, rule }) => [name, rule]));

function mapped(eventId: number, strings: readonly string[]): CaseEvent {
  const event = mapLegacy({ log: 'Security', source: 'Security', eventId, strings });
  assert.ok(event, `event ${eventId} is mapped`);
  const fields: Record<string, string | readonly string[]> = { LegacyEventID: String(eventId) };
  for (const [name, value] of Object.entries(event.fields)) {
    if (typeof value === 'string') fields[name] = value;
    else if (value !== null) fields[name] = value.filter((text) => text !== null);
  }
  return {
    channel: 'Security',
    provider: event.provider,
    event_id: event.eventId,
    computer: 'MRI-CONSOLE-2',
    fields,
  };
}

const actor = ['radiology', 'MRI-CONSOLE-2', '(0x0,0x2B10)'];
const member = ['-', '%{S-1-5-21-1-2-3-1188}'];
const off = new Array<string>(18).fill('-');

const records: readonly [eventId: number, rule: string, strings: readonly string[]][] = [
  [517, 'tampering/security-log-cleared', ['SYSTEM', 'NT AUTHORITY', '(0x0,0x3E7)', ...actor]],
  [592, 'worm/wannacry-program-started', ['1480', 'C:\\WINDOWS\\tasksche.exe', '604', ...actor]],
  [
    601,
    'worm/wannacry-service-audited',
    ['mssecsvc2.0', 'C:\\WINDOWS\\mssecsvc.exe', '16', '2', 'LocalSystem', ...actor],
  ],
  [
    601,
    'remote-execution/service-command-audited',
    ['KGZvWPqa', 'start %COMSPEC% /C "net user x y /add"', '16', '3', 'LocalSystem', ...actor],
  ],
  [
    601,
    'legacy/service-installed-from-temporary-folder',
    ['hkmsvc2', 'C:\\WINDOWS\\Temp\\svch0st.exe -k', '32', '2', 'LocalSystem', ...actor],
  ],
  [
    602,
    'remote-execution/task-runs-from-writable-folder',
    ['At1', 'C:\\WINDOWS\\Temp\\u.exe', '-', '-', '-', '-', 'SYSTEM', ...actor],
  ],
  [612, 'legacy/audit-of-sign-ins-switched-off', [...off, ...actor]],
  [
    624,
    'accounts/account-named-like-computer',
    ['svc$', 'MRI-CONSOLE-2', '%{S-1-5-21-1-2-3-1201}', ...actor, '-'],
  ],
  [
    626,
    'accounts/guest-account-enabled',
    ['Invit\u00e9', 'MRI-CONSOLE-2', '%{S-1-5-21-1-2-3-501}', ...actor],
  ],
  [
    632,
    'accounts/member-added-to-domain-administrators',
    [...member, 'Domain Admins', 'TRUST', '%{S-1-5-21-1-2-3-512}', ...actor, '-'],
  ],
  [
    636,
    'accounts/member-added-to-administrators',
    [...member, 'Administrators', 'Builtin', '%{S-1-5-32-544}', ...actor, '-'],
  ],
];

describe('security records of XP and Server 2003', () => {
  for (const [eventId, rule, strings] of records) {
    it(`${eventId} reaches ${rule}`, () => assert.ok(hits(mapped(eventId, strings)).has(rule)));
  }

  it('do not make a COM+ event a failed sign-in', () => {
    assert.equal(
      mapLegacy({ log: 'Application', source: 'EventSystem', eventId: 4625, strings: ['86400'] }),
      undefined,
    );
  });
});
