export { type CachedRules, cacheFolder, loadCachedRules } from './rule-cache.ts';
export { type RuleImage, readImage } from './rule-image.ts';
