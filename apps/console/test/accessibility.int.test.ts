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
  ['coverage', () => '/coverage'],
  ['technique', () => '/coverage?technique=T1543'],
  ['indicators', () => '/indicators'],
  ['list of indicators', (data) => `/indicators/${data.id(15, 1)}`],
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
  ['invitation', () => '/invitation#good-token'],
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
      ['/indicators', 'Nobody has added indicators yet'],
    ] as const) {
      await visit(page, fixture.url + path);
      await page.getByText(words).waitFor();
      assert.deepEqual(await findings(page), [], path);
    }
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`open dialogs, menus and the open search pass axe in ${colorScheme} colours`, async () => {
    await bench.open({ context: { colorScheme } }, async ({ page, fixture }) => {
      await visit(page, `${fixture.url}/alerts`);
      for (const [key, title] of [
        ['e', 'Close 1 alert'],
        ['a', 'Assign 1 alert'],
        ['c', /^Comment/],
        ['h', 'Hand off to organisations'],
        ['z', 'Mute or snooze'],
        ['?', 'Keys'],
      ] as const) {
        await page.keyboard.press(key);
        await page.getByRole('dialog', { name: title }).waitFor();
        assert.deepEqual(await findings(page), [], String(title));
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      for (const name of ['All organisations', 'Any time', 'Views', 'Columns', /^Why [\d,]+ alerts?\?$/]) {
        await page.getByRole('button', { name }).first().click();
        await page.locator('.popover[role="group"]').waitFor();
        assert.deepEqual(await findings(page), [], String(name));
        await page.keyboard.press('Escape');
        await page.locator('.popover[role="group"]').waitFor({ state: 'detached' });
      }
      await page.keyboard.press('/');
      await page.keyboard.type('mri');
      await page.getByRole('option').first().waitFor();
      assert.deepEqual(await findings(page), []);
    });
  });

  test(`forms that open on the other pages pass axe in ${colorScheme} colours`, async () => {
    await bench.open({ context: { colorScheme } }, async ({ page, fixture }) => {
      for (const [path, button] of [
        ['/organisations', 'Add an organisation'],
        ['/organisations', 'Add a region or group'],
        ['/users', 'Invite somebody'],
        ['/users', 'Give a role…'],
        ['/users', 'Reset…'],
        [`/devices/${fixture.data.devices[0]?.id}`, 'Site and owner…'],
        [`/devices/${fixture.data.devices[0]?.id}`, 'Same as another…'],
      ] as const) {
        await visit(page, fixture.url + path);
        await page.getByRole('button', { name: button }).click();
        await page.getByRole('dialog').waitFor();
        assert.deepEqual(await findings(page), [], `${path}: ${button}`);
      }
    });
  });
}

test('a figure says what it counts, since when, and leads to the rows; Escape gives the focus back', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await visit(page, `${fixture.url}/`);
    const why = page.getByRole('button', { name: /^Why \d+ critical\?$/ });
    await why.click();
    const box = page.getByRole('group', { name: /^Why \d+ critical$/ });
    await box.getByText('not closed').waitFor();
    await box.getByText('As of').waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    assert.equal(await why.evaluate((each) => each === document.activeElement), true);
    await why.click();
    await box.getByRole('link', { name: 'Show what is counted' }).click();
    await page.getByRole('grid', { name: 'Alerts' }).waitFor();
    assert.equal(new URL(page.url()).search, '?level=critical');
  });
});

test('what a figure says stays inside a narrow window, wherever the figure stands', async () => {
  await bench.open({ context: { viewport: { width: 360, height: 740 } } }, async ({ page, fixture }) => {
    await visit(page, `${fixture.url}/`);
    const whys = page.getByRole('main').getByRole('button', { name: /^Why / });
    const count = await whys.count();
    assert.ok(count >= 8, `${count} figures can be asked`);
    for (let n = 0; n < count; n++) {
      await whys.nth(n).click();
      const box = await page.getByRole('group', { name: /^Why / }).boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
      await page.keyboard.press('Escape');
    }
  });
});

test('clearing the filters empties the search box with them, and the list is whole again', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await visit(page, `${fixture.url}/devices?os=Windows+XP`);
    const box = page.getByRole('searchbox', { name: 'Find a device' });
    await box.fill('no such name');
    await page.keyboard.press('Enter');
    await page.getByText('No device fits').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.getByRole('grid', { name: 'Devices' }).waitFor();
    assert.equal(await box.inputValue(), '');
    assert.equal(new URL(page.url()).search, '');
  });
});

/** What reaches beyond the right edge of the window although nothing there scrolls, and what is shown too small to use. */
const lost = `[...document.querySelectorAll('main h1, main h2, main button, main a, main input, main select, header button, header input')]
  .filter((each) => !each.closest('.scroll-x, .table-box, .tabs, .code, .popover, .visually-hidden, .facets:not([data-open])'))
  .filter((each) => each.checkVisibility())
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1))
  .map(([each]) => each.outerHTML.slice(0, 120))`;

test('at 200 % zoom and at 360 px nothing is lost and the page scrolls one way only', async (t) => {
  for (const [name, context] of [
    // A window of 1280 by 1024 at 200 %: half as many CSS pixels, twice as dense.
    ['200 %', { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
    ['360 px', { viewport: { width: 360, height: 740 } }],
  ] as const) {
    await bench.open({ context }, async ({ page, fixture }) => {
      for (const [label, path] of pages) {
        await t.test(`${name}: ${label}`, async () => {
          await visit(page, fixture.url + path(fixture.data));
          const wide = await page.evaluate(
            "Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map((each) => each.scrollWidth - each.clientWidth))",
          );
          assert.equal(wide, 0, 'the page scrolls sideways; only tables and code may, inside themselves');
          assert.deepEqual(await page.evaluate(lost), []);
        });
      }
      await t.test(`${name}: what is left out at the side can be brought in`, async () => {
        await visit(page, `${fixture.url}/alerts`);
        await page.getByRole('button', { name: 'Filters' }).click();
        await page.getByRole('complementary', { name: 'Filters' }).getByRole('button').first().waitFor();
        await page.getByRole('complementary', { name: 'Selected alert' }).scrollIntoViewIfNeeded();
        const covered = await page.evaluate("document.querySelector('.top').offsetHeight / innerHeight");
        assert.ok(Number(covered) < 0.25, `what stays at the top takes ${covered} of the height`);
      });
    });
  }
});

test('with forced colours nothing is said by shade alone', async () => {
  await bench.open({ context: { forcedColors: 'active' } }, async ({ page, fixture }) => {
    const styleOf = (
      selector: string,
      name:
        | 'color'
        | 'fill'
        | 'backgroundColor'
        | 'borderLeftColor'
        | 'borderLeftWidth'
        | 'borderBottomColor'
        | 'outlineStyle'
        | 'outlineWidth',
    ) =>
      page
        .locator(selector)
        .first()
        .evaluate((each, wanted) => getComputedStyle(each)[wanted], name);
    await visit(page, `${fixture.url}/alerts?level=critical`);
    const canvas = await styleOf('body', 'backgroundColor');
    assert.notEqual(await styleOf('.chart rect[data-level]', 'fill'), canvas);
    const levels = ['critical', 'high', 'medium', 'low'];
    const fills = await Promise.all(
      levels.map((level) => styleOf(`.chart .legend rect[data-level="${level}"]`, 'fill')),
    );
    assert.equal(
      new Set(fills).size,
      levels.length,
      'each level has a pattern of its own, in the legend too',
    );
    assert.notEqual(
      await styleOf('.facet button[aria-pressed="true"]', 'backgroundColor'),
      await styleOf('.facet button[aria-pressed="false"]', 'backgroundColor'),
      'a chosen filter looks chosen',
    );
    assert.notEqual(
      await styleOf('.nav a[aria-current="page"]', 'borderLeftColor'),
      await styleOf('.nav a.item:not([aria-current])', 'borderLeftColor'),
      'the current place looks current',
    );
    await page.keyboard.press('j');
    assert.equal(await styleOf('tr.row[data-cursor] > td', 'borderLeftWidth'), '4px');
    assert.deepEqual(
      [await styleOf('tr.row:focus', 'outlineStyle'), await styleOf('tr.row:focus', 'outlineWidth')],
      ['solid', '3px'],
    );
    await page.keyboard.press('x');
    assert.notEqual(
      await styleOf('tr.row[aria-selected="true"] .chip', 'color'),
      await styleOf('tr.row[aria-selected="true"] > td', 'backgroundColor'),
      'what stands in a selected row can be read',
    );
    assert.equal(await styleOf('tr.row[aria-selected="true"] .chip', 'backgroundColor'), 'rgba(0, 0, 0, 0)');
    assert.notEqual(
      await styleOf('tr.row[aria-selected="true"] > td', 'backgroundColor'),
      await styleOf('tr.row[aria-selected="false"] > td', 'backgroundColor'),
      'a selected row looks selected',
    );
    await visit(page, `${fixture.url}/alerts/${fixture.data.alerts[0]?.id}`);
    await page.locator('mark').first().waitFor();
    assert.notEqual(await styleOf('mark', 'backgroundColor'), canvas, 'what matched is marked');
    assert.notEqual(await styleOf('.chart .bar', 'fill'), canvas);
    assert.notEqual(
      await styleOf('[role="tab"][aria-selected="true"]', 'borderBottomColor'),
      await styleOf('[role="tab"][aria-selected="false"]', 'borderBottomColor'),
      'the chosen tab looks chosen',
    );
  });
});

test('alert and containment list print on white A4 without navigation, with address and time', async () => {
  await bench.open({ context: { colorScheme: 'dark' } }, async ({ page, fixture }) => {
    for (const path of [
      `/alerts/${fixture.data.alerts[0]?.id}`,
      `/alerts/${fixture.data.alerts[0]?.id}/containment`,
    ]) {
      await visit(page, fixture.url + path);
      await page.emulateMedia({ media: 'print' });
      assert.equal(
        await page.evaluate('getComputedStyle(document.documentElement).backgroundColor'),
        'rgb(255, 255, 255)',
      );
      const pale = await page.evaluate(
        `[...document.querySelectorAll('main *')].filter((each) => each.checkVisibility() && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
          .filter((each) => (getComputedStyle(each).color.match(/\\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 480)
          .map((each) => each.outerHTML.slice(0, 100))`,
      );
      assert.deepEqual(pale, [], 'text of the dark theme on white paper');
      for (const role of ['navigation', 'banner'] as const)
        assert.equal(await page.getByRole(role).count(), 0, `${role} is printed`);
      assert.equal(await page.getByRole('main').getByRole('button').count(), 0, 'buttons are printed');
      // A4 less its margins, in CSS pixels: what is wider would be cut off.
      await page.setViewportSize({ width: 688, height: 1000 });
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 688, 'wider than the paper');
      const relative = await page.evaluate(
        "[...document.querySelectorAll('main time')].filter((each) => / ago$|^just now$/.test(each.textContent) && getComputedStyle(each).fontSize !== '0px').map((each) => each.outerHTML)",
      );
      assert.deepEqual(relative, [], 'a relative time means nothing on paper');
      const note = (await page.locator('.print-only').textContent()) ?? '';
      assert.ok(note.includes(fixture.url + path), note);
      assert.match(note, /^Printed \d+ \w+ \d{4}, \d\d:\d\d:\d\d/);
      assert.equal(await page.locator('.print-only').isVisible(), true);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      assert.match(pdf, /\/MediaBox ?\[0 0 59[45]\S* 84[12]/, 'A4');
      assert.ok((pdf.match(/\/Type ?\/Page\b/g)?.length ?? 0) >= 1);
      await page.emulateMedia({ media: 'screen' });
      assert.equal(await page.locator('.print-only').isVisible(), false);
    }
  });
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
