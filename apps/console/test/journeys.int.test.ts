import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Bench, startBench } from './open-console.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

test('triage by keyboard alone: move, select, close with a reason, undo, open, comment', async () => {
  await bench.open({}, async ({ page, fixture, faults }) => {
    await page.goto(`${fixture.url}/`);
    await page.getByRole('heading', { level: 1, name: /alerts need someone/ }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('grid', { name: 'Alerts' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const focused = () => page.evaluate("document.activeElement?.closest('tr')?.getAttribute('data-index')");
    assert.equal(await focused(), '2', 'j moves focus down the rows, from the first');
    await page.keyboard.press('k');
    assert.equal(await focused(), '1');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: 'Close 2 alerts' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('e j k: typed, not run');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('2 alerts closed as benign').waitFor();
    assert.equal(fixture.data.alerts.filter((alert) => alert.state === 'closed').length, 2);
    assert.equal(await focused(), '2', 'focus is back where it was before the dialog');
    await page.keyboard.press('u');
    await page.getByText('Undone for 2 alerts').waitFor();
    assert.equal(fixture.data.alerts.filter((alert) => alert.state === 'closed').length, 0);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    assert.equal(await focused(), '2', 'focus is back where it was before the search');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Why' }).waitFor();
    assert.equal(await page.evaluate('document.activeElement?.tagName'), 'H1', 'a new page announces itself');
    await page.keyboard.press('c');
    await page.keyboard.type('Rang the ward');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Rang the ward').waitFor();
    await page.goBack();
    await page.locator('tr[data-cursor][data-index="2"]').waitFor();
    assert.deepEqual(faults, []);
  });
});

test('what somebody else changed meanwhile is not overwritten unasked', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    const asked: ({ decided: string | null }[] | undefined)[] = [];
    await page.route('**/api/v1/alerts/actions', async (route) => {
      const { asSeen } = route.request().postDataJSON() as { asSeen?: { decided: string | null }[] };
      asked.push(asSeen);
      if (asSeen === undefined) await route.continue();
      else
        await route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'about:blank', status: 409, code: 'alert-changed', title: 'Changed' }),
        });
    });
    await page.goto(`${fixture.url}/alerts`);
    await page.getByRole('grid', { name: 'Alerts' }).waitFor();
    await page.keyboard.press('y');
    const dialog = page.getByRole('dialog', { name: 'Somebody changed this while you were looking' });
    await dialog.getByText('Nothing of what you asked for was done').waitFor();
    const [first] = fixture.data.alerts;
    assert.deepEqual(
      asked[0]?.map((each) => each.decided),
      [first?.decided],
    );
    await dialog.getByRole('button', { name: 'Set to acknowledged anyway' }).click();
    await page.getByText('1 alert: acknowledged').waitFor();
    assert.deepEqual(asked.slice(1), [undefined]);
  });
});

test('a new alert announces itself and moves nothing until asked', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/alerts`);
    const grid = page.getByRole('grid', { name: 'Alerts' });
    await grid.waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const firstRow = () => grid.locator('tbody tr.row').first().textContent();
    const before = await firstRow();
    const [model] = fixture.data.alerts;
    assert.ok(model);
    fixture.data.alerts.unshift({ ...model, id: fixture.data.id(5, 999), title: 'Something quite new' });
    fixture.tell({ type: 'alert', alertId: fixture.data.id(5, 999), change: 'new' });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    assert.equal(await firstRow(), before);
    await page.keyboard.press('.');
    await grid.getByText('Something quite new').waitFor();
  });
});

test('an empty list shows the first alert by itself', async () => {
  await bench.open({ fixture: { empty: true } }, async ({ page, fixture }) => {
    const { makeData } = await import('./fixtures/data.ts');
    await page.goto(`${fixture.url}/alerts`);
    await page.getByText('Nothing needs anybody').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    fixture.data.alerts.push(...makeData(new Date()).alerts.slice(0, 1));
    fixture.tell({ type: 'alert', alertId: fixture.data.alerts[0]?.id ?? '', change: 'new' });
    await page
      .getByRole('grid', { name: 'Alerts' })
      .getByText('Service of the mssecsvc worm installed')
      .waitFor();
  });
});

test('filters stand in the address, and the address brings them back', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/alerts`);
    await page
      .getByRole('region', { name: 'Level' })
      .getByRole('button', { name: /Critical/ })
      .click();
    await page.getByRole('heading', { level: 1, name: '18 alerts' }).waitFor();
    assert.equal(new URL(page.url()).search, '?level=critical');
    await page.getByRole('button', { name: /^Organisation: All/ }).click();
    await page
      .getByRole('button', { name: /Ashdown/ })
      .last()
      .click();
    await page.waitForURL(/org=/);
    const link = page.url();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.waitForURL(/\/devices\?org=/);
    await page.goto(link);
    await page.getByRole('button', { name: /^Organisation: Ashdown/ }).waitFor();
    assert.equal(
      await page
        .getByRole('region', { name: 'Level' })
        .getByRole('button', { name: /Critical/ })
        .getAttribute('aria-pressed'),
      'true',
    );
  });
});

test('a pasted hash goes to the event search', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('ED01EBFBC9EB5BBEA545AF4D01BF5F1071661840480439C6E5BABE8E080E41AA');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/events\?hash=ed01ebfb/);
  });
});

test('sign in: a wrong password is told at the form, the right one opens the page asked for', async () => {
  await bench.open({ fixture: { signedIn: false } }, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/devices`);
    await page.getByLabel('E-mail address').fill('priya@centre.example');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('E-mail address or password is wrong').waitFor();
    await page.getByLabel('Password').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '900 devices' }).waitFor();
    fixture.setSignedIn(false);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });
});

test('add an organisation and a source: the configuration holds the token, and the first event shows by itself', async () => {
  await bench.open({}, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/organisations`);
    await page.getByRole('button', { name: 'Add an organisation' }).click();
    await page.getByRole('button', { name: 'Add organisation' }).click();
    await page.getByRole('alert').getByText('Enter the name').click();
    await page.keyboard.type('Northgate Hospitals Trust');
    await page.getByLabel('Code', { exact: true }).fill('rx77');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Northgate Hospitals Trust' }).waitFor();
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Theatres');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Theatres' }).waitFor();
    await page.getByText('waiting for the first event').first().waitFor();
    await page
      .getByRole('region', { name: 'winlogbeat.yml' })
      .getByText('cordon:crd_4b7f_example_token')
      .waitFor();
    const source = fixture.data.sources.find((each) => each.name === 'Theatres');
    assert.ok(source);
    Object.assign(source, { state: 'receiving', lastEvent: new Date().toISOString() });
    fixture.tell({ type: 'source', sourceId: source.id, state: 'receiving' });
    await page.getByRole('status').getByText('receiving').waitFor();
  });
});

test('a link to acknowledge needs no account, and its secret leaves the address bar', async () => {
  await bench.open({ fixture: { signedIn: false } }, async ({ page, fixture }) => {
    await page.goto(`${fixture.url}/acknowledge/good-token`);
    await page.getByText('Do not power off scanners').waitFor();
    await page.goto('about:blank');
    await page.goto(`${fixture.url}/acknowledge#good-token`);
    await page.getByText('Do not power off scanners').waitFor();
    assert.equal(new URL(page.url()).hash, '');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('alert').getByText('Enter your name').waitFor();
    await page.getByLabel('Your name').fill('Ward manager');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you; you can close this page.').waitFor();
  });
});

test('host names with script in them are shown as they are', async () => {
  await bench.open({}, async ({ page, fixture, faults }) => {
    const [device] = fixture.data.devices;
    assert.ok(device);
    device.host = '<img src=x onerror=alert(1)>';
    await page.goto(`${fixture.url}/devices/${device.id}`);
    await page.getByRole('heading', { level: 1, name: device.host }).waitFor();
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(faults, []);
  });
});

test('an alert lists each device once, with the first of what was hit on it and how much more', async () => {
  await bench.open({}, async ({ page, fixture, faults }) => {
    const alert = fixture.data.alerts.find((each) => each.devices > 1);
    assert.ok(alert);
    await page.goto(`${fixture.url}/alerts/${alert.id}?tab=devices`);
    const table = page.getByRole('table', { name: 'Devices' });
    await table.getByText('mssecsvc2.0 and 2 more').first().waitFor();
    const names = await table.getByRole('link').allTextContents();
    assert.ok(names.length > 1);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(faults, []);
  });
});

test('a link is called dead only when the server says so, and a busy server is asked again', async () => {
  await bench.open({ fixture: { signedIn: false } }, async ({ page, fixture, faults }) => {
    for (const path of ['acknowledge', 'invitation']) {
      await page.goto(`${fixture.url}/${path}#cut-%`);
      await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
      await page.route('**/api/v1/**', (route) => route.fulfill({ status: 503, body: '{}' }));
      await page.goto(`${fixture.url}/`);
      await page.goto(`${fixture.url}/${path}#good-token`);
      await page.getByRole('heading', { name: 'This cannot be shown just now' }).waitFor();
      await page.unroute('**/api/v1/**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('button', { name: /^(Acknowledge|Save and sign in)$/ }).waitFor();
    }
    assert.deepEqual(faults, []);
  });
});

test('a page whose code could not be fetched says so, and comes with another try', async () => {
  await bench.open({}, async ({ page, fixture, faults }) => {
    await page.route('**/assets/devices-*.js', (route) => route.abort());
    await page.goto(fixture.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
    await page.unroute('**/assets/devices-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('grid', { name: 'Devices' }).waitFor();
    assert.deepEqual(
      faults.filter((fault) => !fault.includes('This page could not be loaded')),
      [],
    );
  });
});
