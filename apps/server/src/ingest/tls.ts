import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { TlsFiles } from '../kernel/config.ts';

/**
 * The certificate that stands in until the owner brings one: made once and kept under `folder`, so that shippers
 * can pin it. Its key is readable by the server's user only.
 */
export async function selfSignedCertificate(folder: string, now: Date): Promise<TlsFiles> {
  const certFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  if (!existsSync(certFile) || !existsSync(keyFile)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const tenYears = new Date(now);
    tenYears.setUTCFullYear(now.getUTCFullYear() + 10);
    const names = [...new Set([hostname(), 'localhost'])];
    const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: now,
      notAfterDate: tenYears,
      extensions: [
        { name: 'basicConstraints', cA: false },
        {
          name: 'subjectAltName',
          altNames: [
            ...names.map((value) => ({ type: 2 as const, value })),
            { type: 7 as const, ip: '127.0.0.1' },
            { type: 7 as const, ip: '::1' },
          ],
        },
      ],
    });
    // The key first: a certificate is only ever found beside its key.
    for (const [file, text, mode] of [
      [keyFile, made.private, 0o600],
      [certFile, made.cert, 0o644],
    ] as const) {
      writeFileSync(`${file}.new`, text, { mode });
      renameSync(`${file}.new`, file);
    }
  }
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
}
