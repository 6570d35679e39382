import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compareDetections, type Detection, timeText } from './detection.ts';
import { csvCell } from './output.ts';

it('time text has six digits of the second, and nothing for a time that cannot be', () => {
  assert.equal(timeText(1_488_442_462_184), '2017-03-02T08:14:22.184000Z');
  assert.equal(timeText(1_488_442_462_184.5), '2017-03-02T08:14:22.184500Z');
  assert.equal(timeText(-0.5), '1969-12-31T23:59:59.999500Z');
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) assert.equal(timeText(bad), null);
});

it('CSV cells are quoted where they must be, and never formulas', () => {
  assert.equal(csvCell('plain'), 'plain');
  assert.equal(csvCell('a,b'), '"a,b"');
  assert.equal(csvCell('say "x"\n'), '"say ""x""\n"');
  assert.equal(csvCell('=1+1'), "'=1+1");
  assert.equal(csvCell('@SUM(A1)'), "'@SUM(A1)");
  assert.equal(csvCell(-1), '-1');
  assert.equal(csvCell(['a', 'b']), 'a b');
  assert.equal(csvCell({ a: 1 }), '"{""a"":1}"');
  assert.equal(csvCell(null), '');
});

it('detections sort by time, file, record number and rule', () => {
  const row = (time: string | null, file: string, recordId: string, ruleId: string) =>
    ({ time, file, recordId, ruleId }) as Detection;
  const sorted = [
    row(null, 'z', '1', 'a'),
    row('1', 'a', '9', 'a'),
    row('1', 'a', '10', 'a'),
    row('1', 'a', '10', 'b'),
    row('1', 'b', '1', 'a'),
    row('2', 'a', '1', 'a'),
  ];
  assert.deepEqual([...sorted].reverse().sort(compareDetections), sorted);
});
