import { type Modifier, mapValues, refuse } from './value.ts';

/** `cased`: upper and lower case are different. Regular expressions are so anyway. */
export const cased: Modifier = (item) => {
  mapValues(item, (value) =>
    value.kind === 'text' || value.kind === 'fieldref' ? [value] : refuse('cased', value),
  );
  item.cased = true;
};
