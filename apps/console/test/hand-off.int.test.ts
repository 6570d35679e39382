import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { type ServerStand, startServerStand, wormEvent } from './server-stand.ts';

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}
const arrived: Mail[] = [];
let mailed: () => void = () => undefined;
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      arrived.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map((each) => each.address),
        text: Buffer.concat(parts).toString(),
      });
      done();
      mailed();
    });
  },
});
let stand: ServerStand;
before(async () => {
  post.listen(0, '127.0.0.1');
  await once(post.server, 'listening');
  const { port } = post.server.address() as AddressInfo;
  stand = await startServerStand([
    '--smtp',
    `smtp://127.0.0.1:${port}`,
    '--smtp-from',
    'cordon@centre.example',
  ]);
});
after(async () => {
  await stand?.stop();
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

/** The text of a mail whatever its transfer encoding: quoted-printable or base64 where it is not plain. */
function plainText(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/quoted-printable/i.test(head))
    return body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /base64/i.test(head) ? Buffer.from(body, 'base64').toString() : body;
}

test('an alert is handed to an organisation by mail, acknowledged by its link without an account, and says so', async () => {
  const ada = await stand.setUp();
  const [centre] = (await ada.call('nodes', {})).rows;
  const { id } = await ada.call('organisationCreate', {
    body: { code: 'RX1', name: 'Northgate', kind: 'hospital', parentIds: [centre?.id ?? ''] },
  });
  await ada.call('contactAdd', { params: { id }, body: { name: 'Ward desk', email: 'desk@north.example' } });
  const { token } = await ada.call('sourceCreate', {
    body: { organisationId: id, name: 'Theatres', kind: 'winlogbeat' },
  });
  const page = await ada.page();
  await page.goto(`${stand.url}/alerts`);
  await page.getByText('Live', { exact: true }).waitFor();
  await stand.ship(token, [wormEvent('WS-1')]);
  await page.getByRole('grid', { name: 'Alerts' }).getByText('WannaCry').first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Why', exact: true }).waitFor();
  await page.keyboard.press('h');
  const dialog = page.getByRole('dialog', { name: 'Hand off to organisations' });
  await dialog.getByRole('checkbox', { name: /Northgate/ }).waitFor();
  const advice = dialog.getByLabel('Advice');
  assert.match(await advice.inputValue(), /Do not:/, 'the advice of the rule is there to start from');
  await advice.fill('Take WS-1 off the network. Do not switch it off.');
  const mail = new Promise<void>((resolve) => {
    mailed = resolve;
  });
  await dialog.getByRole('button', { name: 'Send to 1 organisation' }).click();
  await page.getByText(/no answer for/).waitFor();
  await mail;
  assert.equal(arrived.length, 1);
  assert.deepEqual([arrived[0]?.from, arrived[0]?.to], ['cordon@centre.example', ['desk@north.example']]);
  const text = plainText(arrived[0]?.text ?? '');
  assert.match(text, /Take WS-1 off the network\. Do not switch it off\./);
  const link = /http:\S+\/acknowledge#\S+/.exec(text)?.[0] ?? assert.fail(`no link in: ${text}`);
  await page.getByText('delivered', { exact: true }).waitFor();

  const desk = await stand.page();
  await desk.goto(link);
  await desk.getByText('Take WS-1 off the network. Do not switch it off.').waitFor();
  assert.equal(new URL(desk.url()).hash, '');
  await desk.getByLabel('Your name').fill('Nadia, ward desk');
  await desk.keyboard.press('Enter');
  await desk.getByText('Thank you; you can close this page.').waitFor();
  assert.deepEqual(await desk.context().cookies(), []);

  await page.getByText('acknowledged by Nadia, ward desk').waitFor();
  assert.equal(await page.getByText(/no answer for/).count(), 0);

  const again = await stand.page();
  await again.goto(link);
  await again.getByText('This was acknowledged already').waitFor();
  assert.equal(await again.getByRole('button', { name: 'Acknowledge' }).count(), 0);
  const wrong = await stand.page();
  await wrong.goto(`${link.slice(0, -4)}AAAA`);
  await wrong.getByRole('heading', { name: 'This link does not work' }).waitFor();
});
