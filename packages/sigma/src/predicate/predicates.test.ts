import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inNetwork, parseAddress, parseNetwork } from './cidr.ts';
import { compareNumbers, isNumeric } from './compare.ts';
import { datePart } from './date-part.ts';

describe('networks', () => {
  const cases: [network: string, address: string, within: boolean][] = [
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['0.0.0.0/0', '255.1.2.3', true],
    ['0.0.0.0/0', '::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['fe80::/10', 'FE80:0:0:0:1:2:3:4', true],
    ['::1/128', '[::1]', true],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/32', '2001:db9::', false],
    // The text begins alike, the address does not.
    ['1.2.3.0/25', '1.2.3.128', false],
    ['10.0.0.0/8', '10.0.0.1:443', false],
    ['10.0.0.0/8', 'not an address', false],
    ['10.0.0.0/8', '10.0.0', false],
    ['10.0.0.0/8', '10.0.0.256', false],
    ['10.0.0.0/8', '', false],
    // Bits of the host are dropped.
    ['192.168.7.9/16', '192.168.1.1', true],
  ];
  for (const [network, address, within] of cases) {
    it(`${address || '(empty)'} ${within ? 'is' : 'is not'} in ${network}`, () => {
      const parsed = parseNetwork(network);
      assert.ok(parsed);
      assert.equal(inNetwork(parsed, address), within);
    });
  }

  it('refuses what is no network', () => {
    for (const text of ['', '10.0.0.0/33', '::/129', '10/8', '1.2.3.4/8/8', '1.2.3.4/x', ':::', '1::2::3']) {
      assert.equal(parseNetwork(text), undefined, text);
    }
  });

  it('reads every IPv6 address in its short and long forms alike', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        assert.ok(parseAddress(text), text);
      }),
    );
  });
});

describe('numbers', () => {
  it('compares decimal and hexadecimal texts as numbers', () => {
    assert.ok(compareNumbers('0x1a4', 'gt', '419'));
    assert.ok(compareNumbers('0x1a4', 'lt', '421'));
    assert.ok(compareNumbers('9', 'lt', '10'));
    assert.ok(compareNumbers('-1.5', 'lt', '0'));
    assert.ok(compareNumbers(' 7 ', 'gte', '7'));
    assert.ok(compareNumbers('18446744073709551615', 'gt', '18446744073709551614'));
    assert.ok(!compareNumbers('18446744073709551614', 'gt', '18446744073709551615'));
    assert.ok(compareNumbers('0xffffffffffffffff', 'gte', '18446744073709551615'));
  });

  it('is false for what is no number, whichever way it is asked', () => {
    for (const text of ['', 'abc', '0x', '1,000', 'NaN', 'Infinity', '1e', '--1']) {
      for (const relation of ['lt', 'lte', 'gt', 'gte'] as const)
        assert.ok(!compareNumbers(text, relation, '5'), text);
    }
  });

  it('takes a very long number without growing slow', () => {
    assert.ok(isNumeric('9'.repeat(1_000_000)));
    assert.ok(compareNumbers('9'.repeat(1_000_000), 'gt', '5'));
  });
});

describe('parts of a date', () => {
  it('reads dates as logged', () => {
    const text = '2017-05-12T08:24:03.1234567Z';
    const parts = (['minute', 'hour', 'day', 'week', 'month', 'year'] as const).map((part) =>
      datePart(text, part),
    );
    assert.deepEqual(parts, [24, 8, 12, 19, 5, 2017]);
    assert.equal(datePart('2017-05-12 08:24:03.123', 'hour'), 8);
    // No conversion: the hour is the one in the text.
    assert.equal(datePart('2017-05-12T23:24:03+05:00', 'hour'), 23);
  });

  it('counts ISO weeks', () => {
    const weeks: [string, number][] = [
      ['2021-01-03', 53],
      ['2021-01-04', 1],
      ['2018-12-31', 1],
      ['2020-12-31', 53],
      ['0050-01-01', 52],
    ];
    for (const [text, week] of weeks) assert.equal(datePart(text, 'week'), week, text);
  });

  it('knows nothing of a time that is not there and of dates that do not exist', () => {
    assert.equal(datePart('2017-05-12', 'hour'), undefined);
    assert.equal(datePart('2017-05-12', 'day'), 12);
    for (const text of [
      '',
      'yesterday',
      '2017-13-01',
      '2017-02-29',
      '2017-05-12T25:00',
      '1494577443',
      '12/05/2017',
    ]) {
      assert.equal(datePart(text, 'hour'), undefined, text);
    }
  });
});
