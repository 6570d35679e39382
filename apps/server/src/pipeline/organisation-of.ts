import { BlockList, isIP } from 'node:net';
import type { MapLine } from './task.ts';

/** What an event says about whose it is; used only for sources that serve several organisations. */
export interface Belonging {
  readonly addresses: readonly string[];
  /** DNS and NetBIOS domains of the device and its account. */
  readonly domains: readonly string[];
  readonly distinguishedNames: readonly string[];
}

type Matcher = (belonging: Belonging) => string | undefined;

/**
 * Compiles an approved map. The longest network, domain or branch wins within its kind; networks go before domains
 * before directory branches, as an address is the hardest to get wrong. Undefined: quarantine.
 */
export function compileMap(lines: readonly MapLine[]): Matcher {
  const networks = lines
    .filter((line) => line.by === 'network')
    .flatMap((line) => network(line))
    .sort((left, right) => right.bits - left.bits);
  const byLength = (by: MapLine['by']) =>
    lines
      .filter((line) => line.by === by)
      .map(({ value, organisationId }) => ({ value: normal(value), organisationId }))
      .sort((left, right) => right.value.length - left.value.length);
  const domains = byLength('domain');
  const branches = byLength('directory-branch');
  return ({ addresses, domains: named, distinguishedNames }) => {
    for (const { list, organisationId } of networks) {
      if (addresses.some((address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')))
        return organisationId;
    }
    const ends = (text: string, value: string, mark: string) => text === value || text.endsWith(mark + value);
    const names = named.map(normal);
    for (const { value, organisationId } of domains) {
      if (names.some((name) => ends(name, value, '.'))) return organisationId;
    }
    const distinguished = distinguishedNames.map(normal);
    for (const { value, organisationId } of branches) {
      if (distinguished.some((name) => ends(name, value, ','))) return organisationId;
    }
    return undefined;
  };
}

const normal = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s*,\s*/g, ',')
    .replace(/\.$/, '');

function network(line: MapLine): { list: BlockList; bits: number; organisationId: string }[] {
  const [address = '', length] = line.value.trim().split('/');
  const kind = isIP(address);
  const bits = length === undefined ? (kind === 6 ? 128 : 32) : Number(length);
  // A map was checked when it was proposed; a line that no longer reads as a network matches nothing.
  if (kind === 0 || !Number.isInteger(bits) || bits < 0 || bits > (kind === 6 ? 128 : 32)) return [];
  const list = new BlockList();
  list.addSubnet(address, bits, kind === 6 ? 'ipv6' : 'ipv4');
  return [{ list, bits, organisationId: line.organisationId }];
}
