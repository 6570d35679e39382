import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readActionLine } from './action-line.ts';
import { BulkReader } from './bulk-reader.ts';
import { LineSplitter } from './line-splitter.ts';

type Said = [verb: string, id: string | undefined, source: string, cut?: number] | [refusal: string];

function read(body: string | Buffer, maxLine = 1000, chunk = Number.MAX_SAFE_INTEGER): Said[] {
  const said: Said[] = [];
  const reader = new BulkReader({
    event: ({ verb, id }, _line, source, cut) =>
      said.push(cut === undefined ? [verb, id, source.toString()] : [verb, id, source.toString(), cut]),
    refused: (verb, reason) => said.push([`${verb}: ${reason}`]),
  });
  const splitter = new LineSplitter(maxLine, (line, cut) => reader.line(line, cut));
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += chunk) splitter.push(bytes.subarray(at, at + chunk));
  splitter.end();
  reader.end();
  return said;
}

describe('action lines', () => {
  const usable: readonly [string, string, string | undefined][] = [
    ['{"index":{}}', 'index', undefined],
    ['{"create":{"_index":"x","_type":"_doc","pipeline":"p","require_alias":false}}\r', 'create', undefined],
    ['{"create":{"_id":"a b"}}', 'create', 'a b'],
    ['{"index":{"_id":7}}', 'index', '7'],
    ['{"index":{"_id":null}}', 'index', undefined],
    ['{"index":{"_id":""}}', 'index', undefined],
    ['{"update":{"_id":"u"}}', 'update', 'u'],
    ['{"delete":{"_id":"d"}}', 'delete', 'd'],
  ];
  for (const [line, verb, id] of usable) {
    it(`reads ${line.trim()}`, () => assert.deepEqual(readActionLine(Buffer.from(line)), { verb, id }));
  }
  const unusable = [
    '{"index":{}',
    'index',
    '[]',
    'null',
    '7',
    '{}',
    '{"index":{},"create":{}}',
    '{"upsert":{}}',
    '{"index":[]}',
    '{"index":7}',
    '{"index":{"_id":{}}}',
    `{"index":{"_id":"${'x'.repeat(513)}"}}`,
    `{"index":{"p":"${'x'.repeat(17_000)}"}}`,
    '{"__proto__":{}}',
  ];
  for (const line of unusable) {
    it(`refuses ${line.slice(0, 40)}`, () =>
      assert.equal(typeof readActionLine(Buffer.from(line)), 'string'));
  }
});

describe('bulk bodies', () => {
  it('pairs actions with sources, with and without a last line end', () => {
    const expected = [
      ['index', undefined, '{"a":1}'],
      ['create', 'i', '{"b":2}'],
    ];
    const body = '{"index":{}}\n{"a":1}\n{"create":{"_id":"i"}}\n{"b":2}';
    assert.deepEqual(read(body), expected);
    assert.deepEqual(read(`${body}\n`), expected);
    assert.deepEqual(read(`\n${body}\n\r\n\n`), expected);
  });

  it('does not look at sources: whatever stands there is an event', () => {
    assert.deepEqual(read('{"index":{}}\nnot json\n{"index":{}}\n\n{"index":{}}\n{"delete":{}}\n'), [
      ['index', undefined, 'not json'],
      ['index', undefined, ''],
      ['index', undefined, '{"delete":{}}'],
    ]);
  });

  it('refuses an unusable action with its source and goes on behind it', () => {
    assert.deepEqual(read('{"indx":{}}\n{"a":1}\n{"index":{}}\n{"b":2}\n'), [
      [
        'index: Malformed action/metadata line [1], expected one of index, create, update, delete, found "indx"',
      ],
      ['index', undefined, '{"b":2}'],
    ]);
  });

  it('takes the line behind an unusable action for an action when it is one', () => {
    assert.deepEqual(read('garbage\n{"index":{}}\n{"b":2}\n'), [
      ['index: Malformed action/metadata line [1], expected a JSON object'],
      ['index', undefined, '{"b":2}'],
    ]);
  });

  it('refuses delete, which has no source, and an action without its source', () => {
    assert.deepEqual(read('{"delete":{"_id":"1"}}\n{"index":{}}\n{"a":1}\n{"create":{}}\n'), [
      ['delete: line [1]: events are kept, delete is not supported'],
      ['index', undefined, '{"a":1}'],
      ['create: line [4]: the source line of the last action is missing'],
    ]);
  });

  it('cuts a source over the limit and keeps its length', () => {
    assert.deepEqual(read(`{"index":{}}\n${'x'.repeat(1001)}\n{"index":{}}\n${'y'.repeat(1000)}\n`), [
      ['index', undefined, 'x'.repeat(1001), 1001],
      ['index', undefined, 'y'.repeat(1000)],
    ]);
  });

  it('keeps no more than 64 KiB of an endless line, in whatever chunks it comes', () => {
    const [event] = read(`{"index":{}}\n${'x'.repeat(500_000)}`, 100_000, 7_000);
    assert.equal(event?.[2]?.length, 65_536);
    assert.equal(event?.[3], 500_000);
  });

  it('reads the same whatever the borders of the chunks are', () => {
    const line = fc.oneof(
      fc.constantFrom('{"index":{}}', '{"create":{"_id":"x"}}', '{"delete":{}}', '', '{"a":"é€"}', 'junk'),
      fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\n', ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (lines, chunk) => {
        const body = lines.join('\n');
        assert.deepEqual(read(body, 20, chunk), read(body, 20));
      }),
    );
  });
});
