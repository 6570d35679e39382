import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type ServerStand, startServerStand, wormEvent } from './server-stand.ts';

let stand: ServerStand;
before(async () => {
  stand = await startServerStand();
});
after(() => stand.stop());

/** Goes to something as people without a mouse do: Tab until it has the focus. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no number of tabs reaches ${target}`);
}
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}
async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('ControlOrMeta+a');
  await target.page().keyboard.insertText(text);
}
/** Chooses in a list by typing the beginning of its label. */
async function choose(target: Locator, label: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.type(label);
  const chosen = target.locator('option:checked');
  assert.match((await chosen.textContent()) ?? '', new RegExp(`^${label}`));
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function choosePassword(page: Page, password: string): Promise<void> {
  await type(page.getByLabel('Password', { exact: true }), password);
  await type(page.getByLabel('Password again'), password);
}

async function addOrganisation(page: Page, code: string, name: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await press(page.getByRole('button', { name: 'Add an organisation' }).first());
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('option').first().waitFor({ state: 'attached' });
  await type(dialog.getByLabel('Code', { exact: true }), code);
  await type(dialog.getByLabel('Name', { exact: true }), name);
  await page.keyboard.press('Enter');
  await heading(page, name).waitFor();
}

/** Invites somebody to lead an organisation; answers the one-time link. */
async function invite(page: Page, name: string, organisation: string): Promise<string> {
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await press(page.getByRole('button', { name: 'Invite somebody' }));
  const dialog = page.getByRole('dialog');
  await type(dialog.getByLabel('Name', { exact: true }), name);
  await type(dialog.getByLabel('E-mail address'), `${name.toLowerCase()}@trust.example`);
  await choose(dialog.getByLabel('For', { exact: true }), organisation);
  await press(dialog.getByRole('radio', { name: /Organisation lead/ }), 'Space');
  await press(dialog.getByRole('button', { name: 'Make the invitation' }));
  const link = (await dialog.locator('.secret').textContent()) ?? '';
  await page.keyboard.press('Escape');
  return link;
}

test('before the set-up, the console says where its link is instead of asking to sign in', async () => {
  const page = await stand.page();
  await page.goto(stand.url);
  await heading(page, 'Cordon is not set up yet').waitFor();
  await page.goto(`${stand.url}/setup`);
  await page.getByRole('heading', { name: 'The link is not whole' }).waitFor();
  await page.context().close();
});

test('the main journey without a mouse: set up, connect, detect live, triage, and stay out of sight of others', async () => {
  const page = await stand.page();
  await page.goto(stand.setupLink);
  await type(page.getByLabel('Your name'), 'Ada Admin');
  await type(page.getByLabel('E-mail address'), 'ada@centre.example');
  await choosePassword(page, 'correct horse battery staple');
  await page.keyboard.press('Enter');
  await page.getByText('There are no organisations yet').waitFor();

  await press(page.getByRole('button', { name: 'Account of Ada Admin' }));
  await press(page.getByRole('button', { name: 'Sign out' }));
  await type(page.getByLabel('E-mail address'), 'ada@centre.example');
  await type(page.getByLabel('Password'), 'correct horse battery staple');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Places' }).waitFor();

  await addOrganisation(page, 'RX2', 'Southgate Hospitals Trust');
  await addOrganisation(page, 'RX1', 'Northgate Hospitals Trust');
  await press(page.getByRole('button', { name: 'Add a source' }));
  await type(page.getByRole('dialog').getByLabel('Name', { exact: true }), 'Theatres');
  await page.keyboard.press('Enter');
  await heading(page, 'Theatres').waitFor();
  await page.getByText('waiting for the first event').first().waitFor();
  const token = (await page.locator('.secret').textContent()) ?? '';
  await page
    .getByRole('region', { name: /winlogbeat/ })
    .getByText(token)
    .waitFor();
  const sourcePage = page.url();

  const watcher = await page.context().newPage();
  watcher.setDefaultTimeout(20_000);
  await watcher.goto(`${stand.url}/alerts`);
  await watcher.getByText('Nothing needs anybody').waitFor();
  await watcher.getByText('Live', { exact: true }).waitFor();
  await stand.ship(token, [wormEvent('WS-1')]);

  // Neither page is loaded again.
  await watcher.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
  await page.bringToFront();
  assert.equal(page.url(), sourcePage);
  await page.getByRole('status').getByText('receiving').waitFor();

  await watcher.bringToFront();
  await watcher.keyboard.press('j');
  await watcher.keyboard.press('Enter');
  await watcher.getByRole('region', { name: 'Why', exact: true }).getByText('mssecsvc2.0').first().waitFor();
  await watcher
    .getByRole('region', { name: 'The event as it was received' })
    .getByText('mssecsvc2.0')
    .waitFor();
  const alertUrl = watcher.url();
  await watcher.keyboard.press('e');
  await watcher.getByRole('dialog', { name: 'Close 1 alert' }).waitFor();
  await watcher.keyboard.press('Enter');
  await watcher.getByText('closed as true positive').first().waitFor();
  await watcher.keyboard.press('u');
  await watcher.getByText('Undone for 1 alert').waitFor();

  await page.bringToFront();
  const links = { own: await invite(page, 'Nadia', 'Northgate Hospitals Trust'), other: '' };
  links.other = await invite(page, 'Soren', 'Southgate Hospitals Trust');
  for (const [link, sees] of [
    [links.own, true],
    [links.other, false],
  ] as const) {
    const theirs = await stand.page();
    await theirs.goto(link);
    await heading(theirs, /Welcome/).waitFor();
    await choosePassword(theirs, 'another long pass phrase');
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('navigation', { name: 'Places' }).waitFor();
    await theirs.keyboard.press('g');
    await theirs.keyboard.press('a');
    if (sees) await theirs.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
    else await theirs.getByText('Nothing needs anybody').waitFor();
    await theirs.goto(alertUrl);
    if (sees) await theirs.getByRole('region', { name: 'Why', exact: true }).waitFor();
    else await theirs.getByText('There is nothing here for you').waitFor();
    await theirs.context().close();
  }
  await page.context().close();
});
