import { bytesOf, withoutDashes } from './bytes.ts';
import { type Modifier, mapTexts } from './value.ts';

/** `base64`: the value as it looks when encoded by itself. Case still does not matter unless `cased` is there. */
export const base64: Modifier = (item) =>
  mapTexts(item, 'base64', (value) =>
    withoutDashes(value).map((variant) => ({
      ...variant,
      encoding: 'text',
      parts: [{ kind: 'text', text: bytesOf(variant, 'base64').toString('base64') }],
    })),
  );
