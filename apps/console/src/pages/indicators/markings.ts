import type { Marking } from '@cordon/api';

/** Markings with what each means here, the widest first. */
export const markings: readonly (readonly [Marking, string])[] = [
  ['TLP:CLEAR', 'everybody in the federation'],
  ['TLP:GREEN', 'everybody in the federation'],
  ['TLP:AMBER', 'the place it is for, those below and those above it'],
  ['TLP:AMBER+STRICT', 'the place it is for and those who answer for it'],
  ['TLP:RED', 'those who may change it'],
];
export const meaningOf = (marking: Marking): string => markings.find(([name]) => name === marking)?.[1] ?? '';
