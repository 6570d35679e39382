import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { sharedData } from '../../../tools/shared-data.ts';
import { type Person, type ServerStand, startServerStand } from './server-stand.ts';

const data = sharedData();
const skip = data === undefined ? 'no shared data' : false;
let stand: ServerStand;
let ada: Person;
let sourceId = '';
before(async () => {
  stand = await startServerStand();
  ada = await stand.setUp();
  const [centre] = (await ada.call('nodes', {})).rows;
  const organisation = await ada.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate', kind: 'hospital', parentIds: [centre?.id ?? ''] },
  });
  const { source } = await ada.call('sourceCreate', {
    body: { organisationId: organisation.id, name: 'Files by hand', kind: 'upload' },
  });
  sourceId = source.id;
});
after(() => stand.stop());

async function openPanel(): Promise<Page> {
  const page = await ada.page();
  await page.goto(`${stand.url}/sources/${sourceId}?tab=upload`);
  return page;
}
/** Lets bytes leave the browser at this rate only, so that a person could watch. */
async function slow(page: Page, bytesPerSecond: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}
/** Notes every value that progress bars show, with their texts, as they change. */
const watch = `window.seen = []; new MutationObserver(() => {
  for (const bar of document.querySelectorAll('progress'))
    window.seen.push([bar.getAttribute('aria-label'), bar.value, bar.max, bar.parentElement.innerText]);
}).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });`;
type Seen = readonly (readonly [string, number, number, string])[];

/** Waits until so many events can be searched: reading a file ends before its last events are stored. */
async function stored(count: number): Promise<void> {
  const filter = { from: '1990-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z', sourceIds: [sourceId] };
  for (let tries = 0; tries < 100; tries += 1) {
    const { total } = await ada.call('eventHistogram', { body: { filter } });
    if (total === count) return;
    await sleep(200);
  }
  assert.fail(`expected ${count} events to be stored`);
}

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const endpoint = (name: string) => readFileSync(join(data ?? '', '05-endpoint/evtx', name));

test('a real log is sent with its bytes counted and read with its records counted, and is found', {
  skip,
}, async () => {
  const page = await openPanel();
  const log = endpoint('plaso-System.evtx.gz');
  await slow(page, 400_000);
  await page.evaluate(watch);
  await page.getByLabel('Event logs to read').setInputFiles(file('System.evtx.gz', log));
  await page.getByRole('status').getByText('5,009 records read').waitFor();
  const seen: Seen = await page.evaluate('window.seen');
  const sent = seen.filter(([label]) => label === 'Sending System.evtx.gz');
  assert.ok(
    sent.every(([, value, max]) => max === log.length && value <= max),
    'bytes of the file’s own length',
  );
  assert.ok(new Set(sent.map(([, value]) => value)).size >= 3, 'the bar moves while the file is sent');
  assert.ok(
    seen.some(([, , , text]) => /waiting to be read|records? read/.test(text)),
    'then records are counted, not bytes',
  );
  assert.ok(!seen.some(([label, , , text]) => label === 'Upload System.evtx.gz' && /bytes|[kM]B/.test(text)));
  await stored(5009);
  await page.getByRole('link', { name: 'All events of this source' }).click();
  await page.getByRole('heading', { level: 1, name: /^5,009 events/ }).waitFor();
  await page.context().close();
});

test('a log with an attack in it makes alerts, which the result leads to', { skip }, async () => {
  const page = await openPanel();
  const attack = Array.from({ length: 3 }, (_, n) => ({
    winlog: {
      channel: 'System',
      provider_name: 'Service Control Manager',
      event_id: 7045,
      record_id: n,
      computer_name: 'WS-1',
      event_data: { ServiceName: 'mssecsvc2.0', ImagePath: 'C:\\WINDOWS\\mssecsvc.exe -m security' },
    },
    '@timestamp': '2026-01-05T10:00:00Z',
  }));
  const lines = attack.map((event) => JSON.stringify(event)).join('\n');
  await page.getByLabel('Event logs to read').setInputFiles(file('ward.ndjson', Buffer.from(lines)));
  await page.getByRole('status').getByText('3 records read').waitFor();
  await page.getByRole('link', { name: 'Alerts of Northgate' }).click();
  await page.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
  await page.context().close();
});

test('a damaged log is read around the damage, which is listed; a foreign file stores nothing', {
  skip,
}, async () => {
  const page = await openPanel();
  const files = page.getByLabel('Event logs to read');
  await files.setInputFiles(file('damaged.evtx.gz', endpoint('sample_with_a_bad_chunk_magic.evtx.gz')));
  await page.getByRole('status').getByText('read in part').waitFor();
  await page.getByText('Where and what').click();
  await page.setViewportSize({ width: 400, height: 900 });
  await page.getByRole('table', { name: 'What could not be read' }).getByText('chunk').first().waitFor();

  const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3000, 0x99)]);
  await files.setInputFiles(file('holiday.png', picture));
  const foreign = page.getByRole('status').filter({ hasText: 'holiday.png' });
  await foreign.getByText('nothing read').waitFor();
  await foreign.getByText('Nothing of it was stored').waitFor();

  await files.setInputFiles(file('empty.evtx', Buffer.alloc(0)));
  await page.getByText(/empty\.evtx: .*Nothing of it was stored/).waitFor();
  await page.context().close();
});

test('an upload that is cancelled midway leaves nothing', async () => {
  const page = await openPanel();
  await slow(page, 200_000);
  const before = (await ada.call('jobs', { query: { kind: 'upload' } })).rows.length;
  const log = Buffer.alloc(20_000_000, 'x');
  await page.getByLabel('Event logs to read').setInputFiles(file('long.ndjson', log));
  const bar = page.getByRole('progressbar', { name: 'Sending long.ndjson' });
  await page.locator('progress:not([value="0"])').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('long.ndjson: upload cancelled, nothing was stored').waitFor();
  assert.equal(await bar.count(), 0);
  assert.equal((await ada.call('jobs', { query: { kind: 'upload' } })).rows.length, before);
  await page.context().close();
});

test('an upload goes on while other pages are shown, is told there, and is found again, also after a reload', async () => {
  const page = await openPanel();
  await slow(page, 150_000);
  const line = `${JSON.stringify({ '@timestamp': '2026-01-06T10:00:00Z', host: { name: 'WS-9' }, message: 'x'.repeat(300) })}\n`;
  await page
    .getByLabel('Event logs to read')
    .setInputFiles(file('night.ndjson', Buffer.from(line.repeat(1200))));
  await page.locator('progress:not([value="0"])').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('heading', { level: 1, name: /alert/ }).waitFor();
  await page.getByText(/^Sending night\.ndjson to Files by hand: /).waitFor();
  await page.getByText('night.ndjson: read, 1,200 records').waitFor();
  await page.goBack();
  await page.getByRole('status').getByText('1,200 records read').waitFor();
  await page.reload();
  await page.getByRole('status').getByText('1,200 records read').waitFor();
  await page.context().close();
});
