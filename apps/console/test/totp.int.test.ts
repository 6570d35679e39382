import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { passPhrase, type ServerStand, startServerStand } from './server-stand.ts';

let stand: ServerStand;
before(async () => {
  stand = await startServerStand();
});
after(() => stand.stop());

/** RFC 4648 base32, as authenticator apps read the key. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of RFC 6238 for a step of 30 s. */
function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
const stepNow = () => Math.floor(Date.now() / 30_000);

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Ada Admin/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
}
async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill('ada@centre.example');
  await page.getByLabel('Password').fill(passPhrase);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Enter your code' }).waitFor();
}
async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your authenticator').fill(code);
  await page.keyboard.press('Enter');
}
const inside = (page: Page) => page.getByRole('navigation', { name: 'Places' }).waitFor();
const refused = (page: Page) => page.getByRole('alert').getByText('There is a problem').waitFor();

test('an authenticator: enrolled by its key, asked for at sign-in, replaced once by each recovery code', async () => {
  const ada = await stand.setUp();
  const page = await ada.page();
  await page.goto(`${stand.url}/account`);
  await page.getByRole('button', { name: 'Enrol an authenticator' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  const secret = (await page.locator('.secret').textContent()) ?? '';
  assert.match(secret, /^[A-Z2-7]{32}$/);
  assert.equal(fromBase32(secret).length, 20);

  // The step before is within the clock's leeway and leaves the present one for the sign-in.
  const enrolled = stepNow() - 1;
  const code = page.getByLabel('2. Enter the code that it shows');
  await code.fill(codeOf(secret, enrolled - 100));
  await page.keyboard.press('Enter');
  await refused(page);
  await code.fill(codeOf(secret, enrolled));
  await page.keyboard.press('Enter');
  await page.getByText('they are shown once').waitFor();
  const recovery = await page.locator('.recovery li').allTextContents();
  assert.equal(new Set(recovery).size, 10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('A code is asked for after your password').waitFor();

  await signOut(page);
  await givePassword(page);
  await giveCode(page, codeOf(secret, enrolled));
  await refused(page);
  await giveCode(page, codeOf(secret, stepNow()));
  await inside(page);

  const [first = ''] = recovery;
  await signOut(page);
  await givePassword(page);
  await giveCode(page, first);
  await inside(page);

  await signOut(page);
  await givePassword(page);
  await giveCode(page, first);
  await refused(page);
  assert.equal(await page.getByRole('navigation', { name: 'Places' }).count(), 0);
  await giveCode(page, ` ${recovery[1]?.toUpperCase()} `);
  await inside(page);
});
