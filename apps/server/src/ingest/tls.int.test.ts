import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { connect } from 'node:tls';
import { testIngest } from './testing.ts';
import { selfSignedCertificate } from './tls.ts';

it('serves TLS under its own certificate, from version 1.2 up', async () => {
  const test = await testIngest({ listener: { host: '127.0.0.1', port: 0, tls: 'self-signed' } });
  try {
    assert.match(test.ingest.url, /^https:/);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${test.ingest.url}/`, { ca: test.ingest.certificate ?? '' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 200);
    const refused = await new Promise<string>((resolve) => {
      const socket = connect({
        port: test.ingest.port,
        host: '127.0.0.1',
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      socket.on('secureConnect', () => resolve('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    assert.match(refused, /PROTOCOL_VERSION|PROTOCOL|ALERT/);
  } finally {
    await test.stop();
  }
});

it('makes a certificate once and keeps its key to the owner', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-tls-'));
  try {
    const first = await selfSignedCertificate(join(folder, 'tls'), new Date());
    const second = await selfSignedCertificate(join(folder, 'tls'), new Date());
    assert.deepEqual(second, first);
    assert.equal(statSync(join(folder, 'tls', 'key.pem')).mode & 0o077, 0);
    assert.match(readFileSync(join(folder, 'tls', 'certificate.pem'), 'utf8'), /BEGIN CERTIFICATE/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
