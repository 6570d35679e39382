import { surround } from '../value/pattern.ts';
import { type Modifier, mapValues, refuse } from './value.ts';

/** `contains`, `startswith`, `endswith`: the value anywhere, at the beginning, at the end. */
export function position(name: 'contains' | 'startswith' | 'endswith'): Modifier {
  const before = name !== 'startswith';
  const after = name !== 'endswith';
  return (item) =>
    mapValues(item, (value) => {
      switch (value.kind) {
        case 'text':
          return [{ ...value, parts: surround(value.parts, before, after) }];
        case 'regex': {
          // An expression is searched for anywhere as it is.
          const source = `${before ? '' : '^'}(?:${value.source})${after ? '' : '$'}`;
          return [{ ...value, source: name === 'contains' ? value.source : source }];
        }
        case 'fieldref':
          return [{ ...value, mode: before ? (after ? 'contains' : 'ends') : 'starts' }];
        default:
          return refuse(name, value);
      }
    });
}
