import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type Person, type ServerStand, startServerStand } from './server-stand.ts';

let stand: ServerStand;
let ada: Person;
let token = '';
let organisationId = '';
let axe = '';
before(async () => {
  stand = await startServerStand();
  ada = await stand.setUp();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const [centre] = (await ada.call('nodes', {})).rows;
  const { id } = await ada.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate', kind: 'hospital', parentIds: [centre?.id ?? ''] },
  });
  organisationId = id;
  token = (
    await ada.call('sourceCreate', { body: { organisationId: id, name: 'Sysmon', kind: 'winlogbeat' } })
  ).token;
});
after(() => stand.stop());

let record = 0;
const lookUp = (name: string) => {
  record += 1;
  return {
    '@timestamp': new Date().toISOString(),
    host: { name: 'WS-1' },
    winlog: {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      provider_name: 'Microsoft-Windows-Sysmon',
      event_id: 22,
      record_id: record,
      computer_name: 'WS-1',
      event_data: { QueryName: name },
    },
  };
};
async function passesAxe(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  )) as readonly string[];
  assert.deepEqual(found, [], where);
}
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.CORDON_TEST_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('a pasted list is read while it is written, swept, matched inline, and withdrawn', async () => {
  await stand.ship(token, [lookUp('old.c2.example'), lookUp('good.example')]);
  const page = await ada.page();
  await page.goto(`${stand.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('heading', { level: 1, name: 'No indicators are looked for' }).waitFor();
  await page.getByText('Nobody has added indicators yet').waitFor();
  await page.getByRole('button', { name: 'Add indicators…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add indicators' });
  await dialog.getByRole('button', { name: 'Add and look for them' }).click();
  await dialog.getByText('Paste the indicators, or choose a file').first().waitFor();
  await dialog
    .getByLabel('Indicators', { exact: true })
    .fill('c2[.]example\n01.2.3.4\n10.0.0.1 hxxp://a[.]example/x');
  await dialog
    .getByText('3 indicators: 1 address, 1 domain, 1 URL. 1 refused. 1 to look at twice.')
    .waitFor();
  await dialog.getByRole('row', { name: /^2 01\.2\.3\.4 expected an IPv4 address/ }).waitFor();
  await dialog.getByRole('row', { name: /^3 10\.0\.0\.1 a private address/ }).waitFor();
  await passesAxe(page, 'the dialog');
  await picture(page, 'indicators-dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Worm, first wave');
  await dialog.getByLabel('Source').fill('Agency note 7');
  await dialog.getByLabel('Marking').selectOption('TLP:GREEN');
  await dialog.getByLabel('Until').fill('2001-01-01');
  await page.keyboard.press('Enter');
  await dialog.getByText('Choose a day to come').first().waitFor();
  await dialog.getByLabel('Until').fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'Worm, first wave: 1 hit at 1 organisation' }).waitFor();
  await page.getByText('Done: 1 hit in 2 events').waitFor();
  await stand.ship(token, [lookUp('new.c2.example')]);
  await page.getByRole('heading', { level: 1, name: 'Worm, first wave: 2 hits at 1 organisation' }).waitFor();
  await passesAxe(page, 'the list');
  await picture(page, 'indicators-list');
  await page.getByRole('textbox', { name: 'Find' }).fill('c2');
  await page.getByRole('table', { name: 'Indicators' }).getByText('a.example').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Northgate' }).click();
  await page.getByText('Known indicator: Worm, first wave').first().waitFor();
  await picture(page, 'indicators-alerts');
  await page.getByRole('grid', { name: 'Alerts' }).getByText('Known indicator: Worm, first wave').dblclick();
  await page.getByText(/^An event names something that a list of indicators warns of/).waitFor();
  await page.getByRole('tab', { name: 'List' }).click();
  await picture(page, 'indicators-alert');
  await page.getByRole('link', { name: 'Open the list' }).click();
  await page.getByRole('heading', { level: 1, name: /^Worm, first wave/ }).waitFor();
  await ada.call('muteAdd', {
    body: {
      kind: 'mute',
      ruleId: (await ada.call('indicatorLists', {})).rows[0]?.ruleId ?? '',
      nodeId: organisationId,
      reason: 'known',
      expires: new Date(Date.now() + 3_600_000).toISOString(),
    },
  });
  await page.goto(`${stand.url}/mutes`);
  await page.getByRole('link', { name: 'a list of indicators' }).waitFor();
  await page.goto(`${stand.url}/`);
  await page.getByRole('table', { name: 'Indicators found' }).getByText('Agency note 7').waitFor();
  await passesAxe(page, 'the overview');
  await picture(page, 'indicators-overview');
  await page.getByRole('link', { name: 'Worm, first wave' }).first().click();
  await page.getByRole('button', { name: 'Withdraw…' }).click();
  const asking = page.getByRole('dialog', { name: /^Withdraw/ });
  await asking.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await asking.getByText('Say why').first().waitFor();
  await asking.getByLabel('Why').fill('too broad');
  await page.keyboard.press('Enter');
  await page.getByText(/withdrawn by Ada Admin/).waitFor();
  await stand.ship(token, [lookUp('later.c2.example')]);
  await page.getByRole('link', { name: 'All lists' }).click();
  await page.getByRole('heading', { level: 1, name: 'No indicators are looked for' }).waitFor();
  await page.getByRole('row', { name: /Worm, first wave withdrawn/ }).waitFor();
  await picture(page, 'indicators-lists');
  await sleep(1500);
  const [list] = (await ada.call('indicatorLists', {})).rows;
  assert.equal(list?.hits[0]?.events, 2);
});

test('a large file is read from the file, and one that is too large is refused by the form', async () => {
  const page = await ada.page();
  await page.goto(`${stand.url}/indicators`);
  await page.getByRole('button', { name: 'Add indicators…' }).click();
  const file = page.getByLabel('Or a file');
  const lines = Array.from({ length: 40_000 }, (_, n) => `host-${n}.bad.example`).join('\n');
  await file.setInputFiles({ name: 'feed.txt', mimeType: 'text/plain', buffer: Buffer.from(lines) });
  await page.getByText('40,000 indicators: 40,000 domains.').waitFor();
  await page.getByLabel('Source').fill('a feed');
  await file.setInputFiles({
    name: 'huge.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(17 * 1024 * 1024, 97),
  });
  await page.getByText(/huge\.txt has .*; a list may have 16 MiB/).waitFor();
  await page.getByRole('button', { name: 'Add and look for them' }).click();
  await page.getByRole('heading', { level: 1, name: /^feed\.txt: no hits/ }).waitFor();
  await page.getByRole('heading', { name: '40,000 indicators' }).waitFor();
});
