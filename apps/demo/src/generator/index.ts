export {
  createGenerator,
  type Generator,
  type GeneratorOptions,
  type Parcel,
  sourceKey,
} from './generator.ts';
export { outbreakEnds } from './story.ts';
export type { Truth } from './truth.ts';
