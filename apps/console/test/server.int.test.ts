import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../../test/browser.ts';
import { consoleFolder } from '../src/index.ts';

const launcher = fileURLToPath(new URL('../../cli/bin/cordon.js', import.meta.url));
let browser: Browser;
let server: ChildProcess;
let folder = '';
let consoleUrl = '';
let ingestUrl = '';
let setupLink = '';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the platform on an empty data directory and waits for the lines that it prints when it is ready. */
async function startServer(): Promise<void> {
  const [port, ingestPort] = [await freePort(), await freePort()];
  consoleUrl = `http://127.0.0.1:${port}`;
  ingestUrl = `http://127.0.0.1:${ingestPort}`;
  server = spawn(
    process.execPath,
    [launcher, 'serve', '--data', folder, '--port', String(port), '--ingest-port', String(ingestPort)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      const link = /http\S+\/setup#\S+/.exec(said);
      if (link === null) return;
      [setupLink] = link;
      resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`cordon serve ended with ${code}:\n${said}`)));
  });
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordon-console-server-'));
  if (!existsSync(join(consoleFolder, 'index.html')))
    await build({
      configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
      logLevel: 'silent',
    });
  await startServer();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  if (server?.exitCode === null) {
    server.removeAllListeners('exit');
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

const worm = (host: string) =>
  `${JSON.stringify({ create: { _index: 'winlogbeat' } })}\n${JSON.stringify({
    '@timestamp': new Date().toISOString(),
    host: { name: host },
    winlog: {
      channel: 'System',
      provider_name: 'Service Control Manager',
      event_id: 7045,
      record_id: 77,
      computer_name: host,
      event_data: { ServiceName: 'mssecsvc2.0', ImagePath: 'C:\\WINDOWS\\mssecsvc.exe -m security' },
    },
  })}\n`;

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

async function addOrganisation(page: Page, code: string, name: string): Promise<void> {
  await page.goto(`${consoleUrl}/organisations`);
  await page.getByRole('button', { name: 'Add an organisation' }).first().click();
  await page.getByRole('dialog').getByRole('option').first().waitFor({ state: 'attached' });
  await page.getByRole('dialog').getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add organisation' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(password);
}

/** Invites somebody to lead an organisation and answers the one-time link. */
async function invite(page: Page, name: string, organisation: string): Promise<string> {
  await page.goto(`${consoleUrl}/users`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('E-mail address').fill(`${name.toLowerCase()}@trust.example`);
  await dialog.getByLabel('For', { exact: true }).selectOption({ label: organisation });
  await dialog.getByRole('radio', { name: /Organisation lead/ }).check();
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  return (await dialog.locator('.secret').textContent()) ?? '';
}

test('the main journey on the real server: set up, connect, detect live, triage, and stay out of sight of others', async () => {
  const page = await newPage();
  await page.goto(setupLink);
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('E-mail address').fill('ada@centre.example');
  await choosePassword(page, 'correct horse battery staple');
  await page.keyboard.press('Enter');
  await page.getByText('There are no organisations yet').waitFor();

  await addOrganisation(page, 'RX2', 'Southgate Hospitals Trust');
  await addOrganisation(page, 'RX1', 'Northgate Hospitals Trust');
  await page.getByRole('button', { name: 'Add a source' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Theatres');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Theatres' }).waitFor();
  await page.getByText('waiting for the first event').first().waitFor();
  const token = (await page.locator('.secret').textContent()) ?? '';
  await page
    .getByRole('region', { name: /winlogbeat/ })
    .getByText(token)
    .waitFor();
  const sourcePage = page.url();

  const watcher = await page.context().newPage();
  watcher.setDefaultTimeout(20_000);
  await watcher.goto(`${consoleUrl}/alerts`);
  await watcher.getByText('Nothing needs anybody').waitFor();
  await watcher.getByText('Live', { exact: true }).waitFor();
  const answer = await fetch(`${ingestUrl}/_bulk`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-ndjson',
      authorization: `Basic ${Buffer.from(`cordon:${token}`).toString('base64')}`,
    },
    body: worm('WS-1'),
  });
  assert.equal(answer.status, 200);

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

  const links = { own: await invite(page, 'Nadia', 'Northgate Hospitals Trust'), other: '' };
  links.other = await invite(page, 'Soren', 'Southgate Hospitals Trust');
  for (const [link, sees] of [
    [links.own, true],
    [links.other, false],
  ] as const) {
    const theirs = await newPage();
    await theirs.goto(link);
    await theirs.getByRole('heading', { level: 1, name: /Welcome/ }).waitFor();
    await choosePassword(theirs, 'another long pass phrase');
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('navigation', { name: 'Places' }).waitFor();
    await theirs.goto(`${consoleUrl}/alerts`);
    if (sees) await theirs.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().waitFor();
    else await theirs.getByText('Nothing needs anybody').waitFor();
    await theirs.goto(alertUrl);
    if (sees) await theirs.getByRole('region', { name: 'Why', exact: true }).waitFor();
    else await theirs.getByText('There is nothing here for you').waitFor();
    await theirs.context().close();
  }
  await page.context().close();
});
