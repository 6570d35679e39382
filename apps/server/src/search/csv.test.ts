import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvLine } from './csv.ts';

it('quotes what would break a line of CSV', () => {
  assert.equal(csvLine(['a', 'b,c', 'd"e', 'f\ng', '', null, 7]), 'a,"b,c","d""e","f\ng",,,7');
});

it('keeps a spreadsheet from running a field', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\ufeff=1', '＝1', '|calc'])
    assert.match(csvLine([text]), /^"?'/, JSON.stringify(text));
  for (const text of ['a=1', 'C:\\x', '1-2', '']) assert.equal(csvLine([text]), text);
});
