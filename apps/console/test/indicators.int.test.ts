import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerStand, startServerStand } from './server-stand.ts';

let stand: ServerStand;
before(async () => {
  stand = await startServerStand();
});
after(() => stand.stop());

const hash = 'a'.repeat(63);
const event = (n: number, data: object) => ({
  '@timestamp': new Date().toISOString(),
  host: { name: `WS-${n}` },
  winlog: {
    channel: 'Microsoft-Windows-Sysmon/Operational',
    provider_name: 'Microsoft-Windows-Sysmon',
    event_id: 3,
    record_id: n,
    computer_name: `WS-${n}`,
    event_data: data,
  },
});

test('indicators pasted together are one search, from the top and in the form', async () => {
  const ada = await stand.setUp();
  const [centre] = (await ada.call('nodes', {})).rows;
  const { id } = await ada.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate', kind: 'hospital', parentIds: [centre?.id ?? ''] },
  });
  const { token } = await ada.call('sourceCreate', {
    body: { organisationId: id, name: 'Sysmon', kind: 'winlogbeat' },
  });
  await stand.ship(token, [
    event(1, { Hashes: `SHA256=${hash}1` }),
    event(2, { DestinationIp: '203.0.113.9' }),
    event(3, { DestinationHostname: 'kill.evil.example' }),
    event(4, { DestinationIp: '198.51.100.4', Hashes: `SHA256=${hash}4` }),
  ]);
  const day = {
    from: new Date(Date.now() - 3600_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  for (let tries = 0; tries < 100; tries += 1) {
    const { total } = await ada.call('eventHistogram', { body: { filter: day } });
    if (total === 4) break;
    await sleep(200);
  }
  const page = await ada.page();
  await page.goto(`${stand.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  const pasted = `${hash.toUpperCase()}1 203[.]0[.]113[.]9,kill[.]evil[.]example`;
  await page.keyboard.insertText(pasted);
  await page.getByRole('option', { name: /Any of these 3/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^3 events/ }).waitFor();
  const rows = page.getByRole('grid', { name: 'Events' });
  for (const host of ['WS-1', 'WS-2', 'WS-3']) await rows.getByText(host, { exact: true }).waitFor();

  const field = page.getByLabel('Any of these indicators');
  await field.fill(`198[.]51[.]100[.]4\n${hash}1\nsomething else`);
  await page.getByText('2 indicators, of which one is enough. Left out: something, else.').waitFor();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^2 events/ }).waitFor();
  await rows.getByText('WS-4', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('heading', { level: 1, name: /^4 events/ }).waitFor();
});
