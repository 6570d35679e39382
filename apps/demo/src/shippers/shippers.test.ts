import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEstate, type Device } from '../estate/index.ts';
import {
  legacyAdministratorAdded,
  legacyProcessCreated,
  legacySecurityLogCleared,
  legacyServiceInstalled,
  serviceInstalled,
  stopErrorRecords,
  systemStarted,
} from '../events/index.ts';
import { asReceived } from '../testing.ts';
import { shippedObject } from './index.ts';

const { devices } = createEstate(1);
const time = Date.UTC(2026, 6, 2, 8, 14, 22);
function deviceOf(wanted: (device: Device) => boolean): Device {
  const device = devices.find(wanted);
  assert.ok(device);
  return device;
}
const modern = deviceOf(({ shipper, sysmon }) => shipper === 'winlogbeat' && sysmon);
const xpBeat = deviceOf(({ shipper }) => shipper === 'winlogbeat-old');
const xpNxlog = deviceOf(({ shipper }) => shipper === 'nxlog');

describe('shippers', () => {
  it('Winlogbeat 8: members and fields come through', () => {
    const record = asReceived(serviceInstalled({ device: modern, time }, 'svc', 'C:\\a.exe', 'auto start'));
    assert.ok(record);
    assert.deepEqual(
      [
        record.timeMs,
        record.zone,
        record.channel,
        record.provider,
        record.eventId,
        record.computer,
        record.recordId,
      ],
      [time, 'utc', 'System', 'Service Control Manager', 7045, modern.host, '4711'],
    );
    assert.equal(record.fields().ImagePath, 'C:\\a.exe');
  });

  for (const device of [xpBeat, xpNxlog]) {
    const moment = { device, time };
    it(`${device.shipper}: records of XP and Server 2003 get today's ids and names`, () => {
      const cases = [
        [
          legacyProcessCreated(moment, 'C:\\WINDOWS\\a.exe', 'system'),
          4688,
          'NewProcessName',
          'C:\\WINDOWS\\a.exe',
        ],
        [
          legacyServiceInstalled(moment, 'svc', 'C:\\WINDOWS\\a.exe -m x'),
          4697,
          'ServiceFileName',
          'C:\\WINDOWS\\a.exe -m x',
        ],
        [legacySecurityLogCleared(moment, 'a.quill'), 1102, 'SubjectUserName', 'a.quill'],
        [legacyAdministratorAdded(moment, 'a.quill'), 4732, 'TargetSid', 'S-1-5-32-544'],
      ] as const;
      for (const [event, eventId, field, value] of cases) {
        const record = asReceived(event);
        assert.ok(record);
        assert.equal(record.eventId, eventId);
        assert.equal(record.legacy?.eventId, event.eventId);
        assert.equal(record.fields()[field], value);
        assert.equal(record.computer, device.host);
      }
    });
  }

  it('NXLog: times are those of the clock on the wall, without a zone', () => {
    const shipped = shippedObject(
      legacyProcessCreated({ device: xpNxlog, time }, 'C:\\a.exe', 'system'),
      1,
    ) as {
      EventTime: string;
    };
    // 2 July: British Summer Time.
    assert.equal(shipped.EventTime, '2026-07-02 09:14:22');
    const winter = legacyProcessCreated(
      { device: xpNxlog, time: Date.UTC(2026, 0, 2, 23, 59, 59) },
      'C:\\a.exe',
      'system',
    );
    assert.equal((shippedObject(winter, 1) as { EventTime: string }).EventTime, '2026-01-02 23:59:59');
  });

  it('Winlogbeat 6: the start names version, build and service pack by position', () => {
    const [version] = systemStarted({ device: xpBeat, time });
    assert.ok(version);
    const { param1, param2, param3 } = asReceived(version)?.fields() ?? {};
    assert.ok((param1 === '5.01.' && param2 === '2600') || (param1 === '5.02.' && param2 === '3790'));
    assert.match(String(param3), /^Service Pack [23]$/);
  });

  it('stop errors stand as XP writes them', () => {
    const [saved, reported] = stopErrorRecords({ device: xpBeat, time }, 'b2a41234');
    assert.ok(saved && reported);
    assert.match(String(asReceived(saved)?.fields().param1), /^0x10000050 \(0xb2a41234, 0x00000000, /);
    assert.equal(asReceived(reported)?.fields().param1, '10000050');
  });
});
