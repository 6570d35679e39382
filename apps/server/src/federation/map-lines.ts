import { isIP } from 'node:net';
import { federationProblem } from './problems.ts';
import type { MapLine } from './tables.ts';

const domain =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const branch = /^(?:(?:ou|dc|cn|o|l|c)=[^,=]+)(?:,(?:ou|dc|cn|o|l|c)=[^,=]+)*$/;

/**
 * A proposed map in the form that the pipeline compares with: lower case, no blanks around commas, networks without
 * host bits. Throws `map-line-invalid` with the place of a line that says nothing, or what another line says too.
 */
export function readMapLines(lines: readonly MapLine[]): MapLine[] {
  const seen = new Map<string, number>();
  return lines.map((line, at) => {
    const value = readValue(line, at);
    const key = `${line.by} ${value}`;
    const before = seen.get(key);
    if (before !== undefined) throw invalid(at, `line ${before + 1} has the same ${line.by} ${value}`);
    seen.set(key, at);
    return { by: line.by, value, organisationId: line.organisationId };
  });
}

function readValue({ by, value }: MapLine, at: number): string {
  const plain = value
    .trim()
    .toLowerCase()
    .replace(/\s*,\s*/g, ',');
  if (by === 'network') return readNetwork(plain, at);
  if (by === 'domain') {
    const name = plain.replace(/\.$/, '');
    if (!domain.test(name)) throw invalid(at, `expected a DNS or NetBIOS domain, found ${value}`);
    return name;
  }
  if (!branch.test(plain))
    throw invalid(
      at,
      `expected the end of a distinguished name such as ou=theatre,dc=example,dc=org, found ${value}`,
    );
  return plain;
}

function readNetwork(text: string, at: number): string {
  const [address = '', bits, ...rest] = text.split('/');
  const kind = isIP(address);
  const width = kind === 6 ? 128 : 32;
  const length = bits === undefined ? width : Number(bits);
  const fits = /^\d{0,3}$/.test(bits ?? '') && bits !== '' && length <= width;
  if (kind === 0 || rest.length > 0 || !fits)
    throw invalid(at, `expected a network such as 10.20.0.0/16, found ${text}`);
  // Everything at once belongs to nobody in particular: it would swallow what should be quarantined.
  if (length === 0) throw invalid(at, 'a network of every address decides nothing');
  return `${address}/${length}`;
}

const invalid = (at: number, detail: string) =>
  federationProblem('map-line-invalid', { at: `/body/rules/${at}`, detail: detail.slice(0, 400) });
