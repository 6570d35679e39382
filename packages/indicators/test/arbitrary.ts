import fc from 'fast-check';
import { formatAddress } from '../src/canonical/address.ts';
import { formatNetwork, maskTo } from '../src/canonical/network.ts';
import type { Indicator } from '../src/index.ts';

/** Few enough values that independent draws meet. */
const byte = fc.constantFrom(0, 1, 7, 10, 255);
export const v4 = fc.array(byte, { minLength: 4, maxLength: 4 }).map((bytes) => Uint8Array.from(bytes));
export const v6 = fc
  .array(byte, { minLength: 15, maxLength: 15 })
  .map((bytes) => Uint8Array.from([32, ...bytes]));
const label = fc.constantFrom('a', 'b', 'mail', 'xn--mnchen-3ya', 'c-d');
export const domain = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 4 }), fc.constantFrom('org', 'example', 'net'))
  .map(([labels, top]) => [...labels, top].join('.'));
const hex = fc.constantFrom(...'0123456789abcdef');
const hash = fc
  .tuple(fc.constantFrom(32, 40, 64, 128), fc.constantFrom('a', 'b', '0'), hex)
  .map(([length, fill, first]) => first + fill.repeat(length - 1));
const file = fc.constantFrom('a.exe', 'ü.dll', 'b c.ps1', 'invoice.pdf.scr');
const url = fc
  .tuple(domain, fc.constantFrom('/', '/x', '/x?y=1'))
  .map(([host, path]) => `http://${host}${path}`);

const of =
  (kind: Indicator['kind']) =>
  (value: string): Indicator => ({ kind, value });
export const named: fc.Arbitrary<Indicator> = fc.oneof(
  fc.oneof(v4, v6).map((bytes) => of('address')(formatAddress(bytes))),
  domain.map(of('domain')),
  url.map(of('url')),
  hash.map(of('hash')),
  file.map(of('file')),
);
export const network: fc.Arbitrary<Indicator> = fc
  .tuple(fc.oneof(v4, v6), fc.integer({ min: 0, max: 128 }))
  .map(([bytes, wanted]) => {
    const prefix = Math.min(wanted, bytes.length * 8 - 1);
    return of('network')(formatNetwork({ bytes: maskTo(bytes, prefix), prefix }));
  });
export const indicator: fc.Arbitrary<Indicator> = fc.oneof({ weight: 4, arbitrary: named }, network);
