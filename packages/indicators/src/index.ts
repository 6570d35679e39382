export { canonicalAddress } from './canonical/address.ts';
export { canonicalDomain } from './canonical/domain.ts';
export { canonicalUrl } from './canonical/url.ts';
export { cautionOf } from './caution.ts';
export {
  type Indicator,
  type IndicatorKind,
  indicatorKinds,
  type NoIndicator,
  type ReadWord,
} from './indicator.ts';
export { readIndicators } from './read/index.ts';
export {
  type Caution,
  type ListedIndicator,
  mostOfList,
  type Reading,
  type ReadLimits,
  type Refusal,
} from './read/reading.ts';
export { betweenWords } from './read/text.ts';
export { readWord } from './read-word.ts';
export { refang } from './refang.ts';
