import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Person, type ServerStand, startServerStand, wormEvent } from './server-stand.ts';

let stand: ServerStand;
let admin: Person;
let bo: Person;
let alertId = '';
before(async () => {
  stand = await startServerStand();
  admin = await stand.setUp();
  const { rows } = await admin.call('nodes', {});
  const parent = rows.find((node) => node.kind !== 'organisation');
  assert.ok(parent !== undefined);
  const organisation = await admin.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate Hospitals Trust', kind: 'Acute trust', parentIds: [parent.id] },
  });
  bo = await stand.join(admin, 'Bo Analyst', 'organisation-lead', organisation.id);
  const { token } = await admin.call('sourceCreate', {
    body: { name: 'Theatres', kind: 'winlogbeat', organisationId: organisation.id },
  });
  const page = await admin.page();
  await page.goto(`${stand.url}/alerts`);
  await page.getByText('Nothing needs anybody').waitFor();
  await stand.ship(token, [wormEvent('WS-1')]);
  await page.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
  await page.context().close();
  const [alert] = (await admin.call('alerts', { query: {} })).rows;
  assert.ok(alert !== undefined);
  alertId = alert.id;
});
after(() => stand?.stop());

const stateNow = async () => (await admin.call('alert', { params: { id: alertId } })).alert.state;

/** The alert open in a browser that hears nothing of what others do: as seen by somebody whose connection hangs. */
async function stalePage(person: Person): Promise<Page> {
  const page = await person.page();
  await page.route('**/api/v1/live**', (route) => route.abort());
  await page.goto(`${stand.url}/alerts/${alertId}`);
  await page.getByRole('region', { name: 'Why', exact: true }).waitFor();
  return page;
}

test('who decides on an alert that a colleague has changed meanwhile is told by whom, and nothing is done', async () => {
  const page = await stalePage(admin);
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: 'Close 1 alert' }).waitFor();
  await bo.call('alertAct', {
    body: { alertIds: [alertId], action: { do: 'set-state', state: 'investigating' } },
  });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Somebody changed this while you were looking' });
  await dialog.getByText('last touched by Bo Analyst').waitFor();
  await dialog.getByText('Investigating').waitFor();
  assert.equal(await stateNow(), 'investigating');

  await dialog.getByRole('button', { name: 'Leave it as it is' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await stateNow(), 'investigating');
  await page.getByRole('main').getByText('Investigating').first().waitFor();
  await page.context().close();
});

test('who has seen the change may decide in spite of it', async () => {
  const page = await stalePage(admin);
  await bo.call('alertAct', {
    body: { alertIds: [alertId], action: { do: 'set-state', state: 'acknowledged' } },
  });
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: 'Close 1 alert' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Somebody changed this while you were looking' });
  await dialog.getByText('Acknowledged', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Close as true positive anyway' }).click();
  await page.getByText('1 alert closed as true positive').waitFor();
  assert.equal(await stateNow(), 'closed');
  await page.context().close();
});

test('what has not changed is done without asking', async () => {
  const page = await stalePage(bo);
  await page.getByRole('button', { name: 'Open again' }).click();
  await page.getByText('1 alert: new').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await stateNow(), 'new');
  await page.context().close();
});
