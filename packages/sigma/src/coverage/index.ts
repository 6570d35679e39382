export { attackVersion } from '../attack/index.ts';
export {
  type Coverage,
  type CoverageSource,
  type CoverageState,
  type CoveringRule,
  coverageOf,
  type TaggedRule,
  type TechniqueCoverage,
} from './coverage.ts';
