import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventFilter, LakeEvent } from '@cordon/api';
import type { Page } from 'playwright-core';
import { type Person, type ServerStand, startServerStand } from './server-stand.ts';

const count = 12_000;
const from = new Date(Date.now() - 3 * 3600_000);
const filter: EventFilter = {
  from: from.toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
  host: 'WS-1',
};
let stand: ServerStand;
let ada: Person;

const event = (n: number) => ({
  '@timestamp': new Date(from.getTime() + 1000 + n * 500).toISOString(),
  host: { name: n % 1000 === 999 ? 'OTHER' : 'WS-1' },
  message: n === 0 ? '=HYPERLINK("http://evil.example","open me")' : `line ${n}, "quoted"\nand a second`,
  winlog: {
    channel: 'Application',
    provider_name: 'Export',
    event_id: 1,
    record_id: n,
    computer_name: n % 1000 === 999 ? 'OTHER' : 'WS-1',
    event_data: { Number: String(n) },
  },
});

before(async () => {
  stand = await startServerStand();
  ada = await stand.setUp();
  const [centre] = (await ada.call('nodes', {})).rows;
  const organisation = await ada.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate', kind: 'hospital', parentIds: [centre?.id ?? ''] },
  });
  const { token } = await ada.call('sourceCreate', {
    body: { organisationId: organisation.id, name: 'Many', kind: 'winlogbeat' },
  });
  const events = Array.from({ length: count }, (_, n) => event(n));
  for (let at = 0; at < count; at += 2000) await stand.ship(token, events.slice(at, at + 2000));
  for (let tries = 0; ; tries += 1) {
    const { total } = await ada.call('eventHistogram', {
      body: { filter: { ...filter, host: undefined } as never },
    });
    if (total === count) break;
    assert.ok(tries < 200, `expected ${count} events to be stored, found ${total}`);
    await sleep(200);
  }
});
after(() => stand.stop());

async function found(): Promise<LakeEvent[]> {
  const rows: LakeEvent[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ada.call('events', {
      body: { filter, limit: 500, ...(cursor === undefined ? {} : { cursor }) },
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  }
  return rows;
}

async function download(
  page: Page,
  choice: RegExp,
): Promise<{ readonly name: string; readonly text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: choice }).click(),
  ]);
  assert.equal(await file.failure(), null);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** RFC 4180, as spreadsheets read it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

test('an export is the search, all of it, saved by the browser as it comes, and said in the audit log', async () => {
  const page = await ada.page();
  await page.goto(stand.url);
  await page.evaluate("sessionStorage.setItem('cordon.purpose', 'incident 4711')");
  const query = new URLSearchParams({ from: filter.from, to: filter.to, host: 'WS-1' });
  await page.goto(`${stand.url}/events?${query}`);
  await page.getByRole('heading', { level: 1, name: /^11,988 events/ }).waitFor();
  const rows = await found();
  assert.equal(rows.length, 11_988);

  const ndjson = await download(page, /NDJSON/);
  assert.equal(ndjson.name, `events-${filter.from.slice(0, 10)}.ndjson`);
  const lines = ndjson.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ fields: _, legacy: __, original: ___, ...row }) => row),
    rows,
  );
  assert.equal(lines.at(-1).fields.Number, '0');

  const csv = await download(page, /CSV/);
  assert.equal(csv.name, `events-${filter.from.slice(0, 10)}.csv`);
  const [head = [], ...cells] = readCsv(csv.text.replace(/^\ufeff/, ''));
  const column = (name: string) => cells.map((row) => row[head.indexOf(name)]);
  assert.deepEqual(
    column('id'),
    rows.map((row) => row.id),
  );
  assert.deepEqual(
    column('recordId'),
    rows.map((row) => row.recordId),
  );
  const formula = '=HYPERLINK("http://evil.example","open me")';
  assert.ok(rows.some((row) => row.message === formula));
  assert.ok(column('message').includes(`'${formula}`), 'an apostrophe keeps spreadsheets from running it');
  assert.ok(!cells.flat().some((cell) => cell.startsWith('=')));

  const audit = await ada.call('audit', { query: { limit: 100 } });
  assert.ok(
    audit.rows.some((entry) => entry.action === 'view.eventDownload' && entry.purpose === 'incident 4711'),
    'the link carries why somebody looks',
  );
  await page.context().close();
});

test('a link without a session, or with a filter that is none, saves nothing', async () => {
  const url = `${stand.url}/api/v1/events/export?format=csv&filter=`;
  assert.equal((await fetch(`${url}${encodeURIComponent(JSON.stringify(filter))}`)).status, 401);
  const page = await ada.page();
  for (const [text, code, at] of [
    ['{"from":', 'json-invalid', undefined],
    [
      '{"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","hosts":"x"}',
      'request-invalid',
      '/body/filter',
    ],
  ] as const) {
    const answer = await page.request.get(`${url}${encodeURIComponent(text)}`);
    assert.equal(answer.status(), 400);
    const problem = await answer.json();
    assert.deepEqual([problem.code, problem.at], [code, at]);
  }
  await page.context().close();
});
