import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ServerStand, startServerStand, wormEvent } from './server-stand.ts';

let stand: ServerStand;
before(async () => {
  stand = await startServerStand();
});
after(() => stand.stop());

async function propose(page: Page, lines: string): Promise<void> {
  await page.getByRole('button', { name: 'Propose a new map' }).click();
  const dialog = page.getByRole('dialog', { name: 'Propose a map' });
  await dialog.getByLabel('Lines of the map').fill(lines);
  await dialog.getByRole('button', { name: 'Propose', exact: true }).click();
}
async function approve(page: Page, version: number): Promise<void> {
  await page
    .getByRole('region', { name: `Version ${version}` })
    .getByRole('button', { name: 'Approve…' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
}

test('a shared source: its map proposed by one, approved by another; what it does not name is kept and released', async () => {
  const ada = await stand.setUp();
  const [centre] = (await ada.call('nodes', {})).rows;
  const centreId = centre?.id ?? '';
  const organisation = async (code: string, name: string) =>
    (await ada.call('organisationCreate', { body: { code, name, kind: 'hospital', parentIds: [centreId] } }))
      .id;
  const [north, south] = [await organisation('RX1', 'Northgate'), await organisation('RX2', 'Southgate')];
  const chris = await stand.join(ada, 'Chris Centre', 'centre-lead', centreId);
  const nadia = await stand.join(ada, 'Nadia North', 'organisation-lead', north);
  const soren = await stand.join(ada, 'Soren South', 'organisation-lead', south);
  const { source, token } = await ada.call('sourceCreate', {
    body: { name: 'Shared pathology', kind: 'winlogbeat', shared: { nodeId: centreId } },
  });
  const mapPage = `${stand.url}/sources/${source.id}?tab=map`;

  const page = await ada.page();
  await page.goto(mapPage);
  await page.getByText('No map yet: everything this source sends is quarantined.').waitFor();
  await propose(page, 'network 10.1.0.0/16 NOBODY');
  await page.getByText('Line 1: no organisation has the code “NOBODY”').waitFor();
  await page.getByRole('dialog').getByLabel('Lines of the map').fill('network 10.1.0.0/16 RX1\n');
  await page.getByRole('dialog').getByRole('button', { name: 'Propose', exact: true }).click();
  await page.getByRole('region', { name: 'Version 1' }).getByText('draft').waitFor();
  await approve(page, 1);
  await page
    .getByText(/somebody else|another person|other than/i)
    .first()
    .waitFor();
  await page.getByRole('region', { name: 'Version 1' }).getByText('draft').waitFor();

  const second = await chris.page();
  await second.goto(mapPage);
  await approve(second, 1);
  await second.getByRole('region', { name: 'Version 1' }).getByText('approved', { exact: true }).waitFor();
  await second.getByText(/proposed by Ada Admin.*approved by Chris Centre/).waitFor();

  await stand.ship(token, [
    wormEvent('NORTH-1', 1, { host: { name: 'NORTH-1', ip: ['10.1.0.7'] } }),
    wormEvent('SOUTH-1', 2, { host: { name: 'SOUTH-1', ip: ['10.2.0.7'] } }),
  ]);
  const theirs = await nadia.page();
  await theirs.goto(`${stand.url}/devices`);
  const others = await soren.page();
  const sees = async (viewer: Page, host: string) => {
    const cell = viewer.getByRole('grid', { name: 'Devices' }).getByText(host);
    for (let tries = 0; tries < 60 && (await cell.count()) === 0; tries += 1) {
      await viewer.goto(`${stand.url}/devices`);
      await viewer.getByRole('heading', { level: 1, name: /device/i }).waitFor();
      await viewer.waitForTimeout(250);
    }
    assert.notEqual(await cell.count(), 0, `${host} is seen`);
  };
  await sees(theirs, 'NORTH-1');
  assert.equal(await theirs.getByText('SOUTH-1').count(), 0);

  await second.goto(`${stand.url}/sources/${source.id}?tab=quarantine`);
  const kept = second.getByRole('table', { name: 'Quarantine' });
  await kept.getByRole('cell', { name: 'SOUTH-1', exact: true }).waitFor();
  await kept.getByRole('cell', { name: '10.2.0.7', exact: true }).waitFor();
  assert.equal(await kept.getByRole('cell', { name: 'NORTH-1', exact: true }).count(), 0);
  await others.goto(`${stand.url}/alerts`);
  await others.getByText('Nothing needs anybody').waitFor();

  await page.goto(mapPage);
  await page.getByRole('button', { name: 'Propose a new map' }).waitFor();
  await propose(page, 'network 10.1.0.0/16 RX1\nnetwork 10.2.0.0/16 RX2');
  await second.goto(mapPage);
  await approve(second, 2);
  await second.getByRole('region', { name: 'Version 1' }).getByText('replaced').waitFor();
  await sees(others, 'SOUTH-1');
  await others.goto(`${stand.url}/alerts`);
  await others.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
  await second.goto(`${stand.url}/sources/${source.id}?tab=quarantine`);
  await second
    .getByText('Nothing. Events that match no line of the map in use wait here until one does.')
    .waitFor();
  await theirs.goto(`${stand.url}/devices`);
  await theirs.getByRole('grid', { name: 'Devices' }).getByText('NORTH-1').waitFor();
  assert.equal(await theirs.getByText('SOUTH-1').count(), 0);
});
