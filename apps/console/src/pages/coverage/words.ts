import type { TechniqueCoverage } from '@cordon/api';

export type CoverageState = TechniqueCoverage['state'];

/** From what is detected to what is not seen at all; with a shape, so that it is not told by colour alone. */
export const stateWords: Readonly<
  Record<CoverageState, { readonly label: string; readonly means: string; readonly shape: string }>
> = {
  covered: { label: 'Detected', means: 'a rule names it', shape: '\u25cf' },
  below: { label: 'In part', means: 'rules name some of its sub-techniques only', shape: '\u25d0' },
  visible: {
    label: 'Seen, no rule',
    means: 'logs that Cordon reads would show it, but no rule looks for it',
    shape: '\u25cb',
  },
  blind: { label: 'Not seen', means: 'no log that Cordon reads would show it', shape: '\u2013' },
};

export const states = Object.keys(stateWords) as CoverageState[];
export const isState = (text: string | undefined): text is CoverageState =>
  text !== undefined && Object.hasOwn(stateWords, text);
