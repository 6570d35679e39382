import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringsFromSystemMessage } from './system-messages.ts';

const stop =
  'Error code 100000d1, parameter1 00000008, parameter2 00000002, parameter3 00000000, parameter4 f76b0c5e.';
const dumped =
  'The computer has rebooted from a bugcheck.  The bugcheck was: 0x100000d1 (0x00000008, 0x00000002, 0x00000000, 0xf76b0c5e). A dump was saved in: C:\\WINDOWS\\Minidump\\Mini061017-01.dmp.';

describe('strings from the message of a System event', () => {
  const cases: readonly [string, string, number, string, readonly string[]][] = [
    ['stop error', 'System Error', 1003, stop, ['100000d1', '00000008', '00000002', '00000000', 'f76b0c5e']],
    [
      'without the full stop, ended by a line',
      'System Error',
      1003,
      `${stop.slice(0, -1)}\r\n`,
      ['100000d1', '00000008', '00000002', '00000000', 'f76b0c5e'],
    ],
    [
      'dump',
      'Save Dump',
      1001,
      dumped,
      [
        '0x100000d1 (0x00000008, 0x00000002, 0x00000000, 0xf76b0c5e)',
        'C:\\WINDOWS\\Minidump\\Mini061017-01.dmp',
      ],
    ],
    [
      'control',
      'Service Control Manager',
      7035,
      'The PsExec service was successfully sent a start control.',
      ['PsExec', 'start'],
    ],
    [
      'state',
      'Service Control Manager',
      7036,
      'The Print Spooler service entered the stopped state.',
      ['Print Spooler', 'stopped'],
    ],
    [
      'end',
      'Service Control Manager',
      7034,
      'The Server service terminated unexpectedly.  It has done this 2 time(s).',
      ['Server', '2'],
    ],
    [
      'fault',
      'Application Error',
      1000,
      'Faulting application lsass.exe, version 5.1.2600.5512, faulting module lsasrv.dll, version 5.1.2600.5512, fault address 0x0001a2b3.',
      ['lsass.exe', '5.1.2600.5512', 'lsasrv.dll', '5.1.2600.5512', '0x0001a2b3'],
    ],
    ['another source', 'System Error Helper', 1003, stop, []],
    ['another id', 'System Error', 1004, stop, []],
    ['a parameter is missing', 'System Error', 1003, stop.replace(', parameter4 f76b0c5e', ''), []],
    ['a code that is no number', 'System Error', 1003, stop.replace('100000d1', '100000g1'), []],
    ['the sentence inside of another', 'System Error', 1003, `A user typed: ${stop}`, []],
    ['another language', 'System Error', 1003, 'Fehlercode 100000d1, 1. Parameter 00000008.', []],
    ['a name of the prototype', 'constructor', 1003, stop, []],
  ];
  for (const [name, source, id, message, strings] of cases)
    it(name, () => assert.deepEqual(stringsFromSystemMessage(source, id, message), strings));
});
