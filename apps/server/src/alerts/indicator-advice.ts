import type { Advice } from '@cordon/api';
import type { Static } from 'typebox';

/** What stands on an alert of a list of indicators: no Sigma rule carries it. */
export const indicatorAdvice: Static<typeof Advice> = {
  meaning:
    'An event names something that a list of indicators warns of: an address, a network, a domain, a URL, a hash or a file name. The list says who warns and why; the match itself says only that the two texts are the same.',
  do: [
    'Look at what matched and at the events around it: which program asked, for which user, what happened next.',
    'Judge the indicator: a hash is hardly ever wrong, an address or a file name may belong to something else by now.',
    'Look which other organisations have hits of the same list, and since when.',
    'If the indicator names something ordinary, say so to whoever added the list and have it withdrawn.',
  ],
  doNot: ['Do not block an address on clinical networks before you know which device needs it and for what.'],
  confidence: 'medium',
  confidenceReason: 'The texts are equal to the last character; what they mean here is for you to judge.',
};
