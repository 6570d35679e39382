import { type IndicatorKind, indicatorKinds, type Reading } from '@cordon/indicators';
import { formatCount, plural } from '../../logic/time-format.ts';

const many: Readonly<Record<IndicatorKind, readonly [string, string]>> = {
  address: ['address', 'addresses'],
  network: ['network', 'networks'],
  domain: ['domain', 'domains'],
  url: ['URL', 'URLs'],
  hash: ['hash', 'hashes'],
  file: ['file name', 'file names'],
};

/** What was understood of a paste: `3 indicators: 2 domains, 1 hash. 1 stood there twice.` */
export function readingWords(reading: Reading): string {
  const { indicators, repeated } = reading;
  if (indicators.length === 0) return 'Nothing in it is an indicator yet.';
  const counts = new Map<IndicatorKind, number>();
  for (const { kind } of indicators) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = indicatorKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [plural(count, ...many[kind])];
  });
  const again = repeated === 0 ? '' : ` ${formatCount(repeated)} stood there more than once.`;
  return `${plural(indicators.length, 'indicator')}: ${parts.join(', ')}.${again}`;
}
