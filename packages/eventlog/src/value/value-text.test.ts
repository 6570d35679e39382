import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { filetimeMs, filetimeText } from './filetime.ts';
import { valueText } from './value-text.ts';

function value(type: number, hex: string): string | null | readonly string[] {
  const bytes = Buffer.from(hex, 'hex');
  return valueText(bytes, type, 0, bytes.length);
}

test('one text form per type', () => {
  const cases: readonly [type: number, hex: string, expected: string | null | readonly string[]][] = [
    [0x00, '', null],
    [0x01, '610000000000', 'a'],
    [0x01, '', ''],
    [0x01, '6100000062000000', 'a\0b'],
    [0x02, '80e900', '€é'],
    [0x03, 'ff', '-1'],
    [0x04, 'ff', '255'],
    [0x05, 'ffff', '-1'],
    [0x06, 'ffff', '65535'],
    [0x07, 'ffffffff', '-1'],
    [0x08, 'ffffffff', '4294967295'],
    [0x09, 'ffffffffffffffff', '-1'],
    [0x09, '0000000000000080', '-9223372036854775808'],
    [0x0a, 'ffffffffffffffff', '18446744073709551615'],
    [0x0b, 'cdcccc3d', '0.1'],
    [0x0c, '9a9999999999b93f', '0.1'],
    [0x0d, '00000000', 'false'],
    [0x0d, '01000000', 'true'],
    [0x0d, '00ff0000', 'true'],
    [0x0d, '01', 'true'],
    [0x0e, '00ab', '00AB'],
    [0x0f, '2596845478549449a5ba3e3b0328c30d', '{54849625-5478-4994-A5BA-3E3B0328C30D}'],
    [0x10, '00100000', '0x1000'],
    [0x12, 'e40701000300010017003b003b00e703', '2020-01-01T23:59:59.999Z'],
    [0x13, '010500000000000515000000010000000200000003000000f4010000', 'S-1-5-21-1-2-3-500'],
    [0x14, 'e7030000', '0x3e7'],
    [0x15, 'e703000000000000', '0x3e7'],
    [0x15, '0000000000002080', '0x8020000000000000'],
    [0x81, '6100000000006200 0000'.replace(' ', ''), ['a', '', 'b']],
    [0x86, '01000200', ['1', '2']],
    [0x88, '0100', ['0100']],
    [0x93, '010100000000000512000000010100000000000513000000', ['S-1-5-18', 'S-1-5-19']],
  ];
  for (const [type, hex, expected] of cases)
    assert.deepEqual(value(type, hex), expected, `${type.toString(16)} ${hex}`);
});

test('a value whose size does not fit its type is its bytes', () => {
  assert.equal(value(0x08, '0102'), '0102');
  assert.equal(value(0x13, '0105000000'), '0105000000');
  assert.equal(value(0x11, '00'), '00');
  assert.equal(value(0x7f, 'ab'), 'AB');
});

test('times agree with Date and keep all seven digits', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(-62135596800000), max: new Date(4102444800000), noInvalidDate: true }),
      fc.integer({ min: 0, max: 9999 }),
      (date, ticks) => {
        const filetime = (BigInt(date.getTime()) + 11644473600000n) * 10000n + BigInt(ticks);
        fc.pre(filetime >= 0n);
        const low = Number(filetime & 0xffffffffn);
        const high = Number(filetime >> 32n);
        assert.equal(
          filetimeText(low, high),
          `${date.toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`,
        );
        // A double holds today's milliseconds to about a quarter of a microsecond.
        assert.ok(Math.abs(filetimeMs(low, high) - date.getTime() - ticks / 10000) < 0.01);
      },
    ),
  );
  assert.equal(filetimeText(0xffffffff, 0xffffffff), '+060056-05-28T05:36:10.9551615Z');
});

test('any bytes under any type give a text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 64 }), (type, raw) => {
      const bytes = Buffer.from(raw);
      const text = valueText(bytes, type, 0, bytes.length);
      const length = Array.isArray(text) ? text.join('').length : (text ?? '').length;
      // A SID's numbers take up to ten digits and a dash for four bytes; nothing else grows more.
      assert.ok(length <= 32 + bytes.length * 24, `${length}`);
    }),
  );
});
