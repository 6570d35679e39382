import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Data } from './fixtures/data.ts';
import { type Bench, startBench } from './open-console.ts';

let bench: Bench;
let axe = '';
before(async () => {
  bench = await startBench();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
after(() => bench.close());

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 AA and its best practices. Run by the debugger, so the page's own policy stays. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((result) => result.violations)",
  )) as readonly Finding[];
  return found.flatMap((each) =>
    each.nodes
      .slice(0, 3)
      .map((node) => `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

const pages: readonly (readonly [string, (data: Data) => string])[] = [
  ['overview', () => '/'],
  ['alerts', () => '/alerts'],
  ['alert', (data) => `/alerts/${data.alerts[0]?.id}`],
  ['alert, rule', (data) => `/alerts/${data.alerts[0]?.id}?tab=rule`],
  ['containment list', (data) => `/alerts/${data.alerts[0]?.id}/containment`],
  ['events', () => '/events'],
  ['rules', () => '/rules'],
  ['rejected rules', () => '/rules?show=rejected'],
  ['rule', (data) => `/rules/${data.rules[0]?.id}`],
  ['mutes', () => '/mutes'],
  ['devices', () => '/devices'],
  ['device', (data) => `/devices/${data.devices[0]?.id}`],
  ['organisations', () => '/organisations'],
  ['organisation', (data) => `/organisations/${data.organisations[0]?.id}`],
  ['sources', () => '/sources'],
  ['source', (data) => `/sources/${data.sources[0]?.id}`],
  ['upload', (data) => `/sources/${data.sources[0]?.id}?tab=upload`],
  ['users', () => '/users'],
  ['audit', () => '/audit'],
  ['account', () => '/account'],
  ['acknowledgement', () => '/acknowledge#good-token'],
  ['no such page', () => '/nowhere'],
];

/** Goes to a page inside the running console, as a link would, and waits until it has its answers. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  await page
    .getByText(/^Loading /)
    .first()
    .waitFor({ state: 'detached' });
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
  await page
    .getByText(/^Loading /)
    .first()
    .waitFor({ state: 'detached' });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes axe in ${colorScheme} colours and breaks no content policy`, async (t) => {
    await bench.open({ context: { colorScheme } }, async ({ page, fixture, faults }) => {
      for (const [name, path] of pages) {
        await t.test(name, async () => {
          await visit(page, fixture.url + path(fixture.data));
          assert.deepEqual(await findings(page), []);
          assert.deepEqual(faults.splice(0), []);
        });
      }
    });
  });
}

test('pages without data pass axe too, and say what to do next', async () => {
  await bench.open({ fixture: { empty: true } }, async ({ page, fixture }) => {
    for (const [path, words] of [
      ['/alerts', 'Nothing needs anybody'],
      ['/events', 'No events in this time'],
      ['/devices', 'No device has been seen yet'],
      ['/mutes', 'Every rule speaks everywhere'],
    ] as const) {
      await visit(page, fixture.url + path);
      await page.getByText(words).waitFor();
      assert.deepEqual(await findings(page), [], path);
    }
  });
});

test('dialogs and the open search pass axe', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await visit(page, `${fixture.url}/alerts`);
    for (const [key, title] of [
      ['e', 'Close 1 alert'],
      ['a', 'Assign 1 alert'],
      ['h', 'Hand off to organisations'],
      ['z', 'Mute or snooze'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: title }).waitFor();
      assert.deepEqual(await findings(page), [], title);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('/');
    await page.keyboard.type('mri');
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(await findings(page), []);
  });
});

test('at 200 % zoom and at 360 px nothing is cut off sideways', async (t) => {
  for (const [name, viewport] of [
    ['200 %', { width: 640, height: 400 }],
    ['360 px', { width: 360, height: 740 }],
  ] as const) {
    await bench.open({ context: { viewport } }, async ({ page, fixture }) => {
      for (const [label, path] of pages) {
        await t.test(`${name}: ${label}`, async () => {
          await visit(page, fixture.url + path(fixture.data));
          const wide = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          assert.equal(wide, 0, 'the page scrolls sideways; only tables and code may, inside themselves');
        });
      }
    });
  }
});

test('with reduced motion nothing moves by itself', async () => {
  await bench.open({ context: { reducedMotion: 'reduce' } }, async ({ page, fixture }) => {
    await visit(page, `${fixture.url}/alerts`);
    const moving = await page.evaluate(
      "[...document.querySelectorAll('*')].filter((each) => { const style = getComputedStyle(each); return style.transitionDuration.split(',').some((d) => parseFloat(d) > 0) || style.animationName !== 'none'; }).length",
    );
    assert.equal(moving, 0);
  });
});
