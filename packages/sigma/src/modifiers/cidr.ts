import { parseNetwork } from '../predicate/cidr.ts';
import { RuleError } from '../rejection.ts';
import { type Modifier, mapTexts, requireFirst } from './value.ts';

/** `cidr`: the field is an address within a network. Only `all` and `neq` may stand beside it. */
export const cidr: Modifier = (item) => {
  requireFirst(item, 'cidr');
  mapTexts(item, 'cidr', (value) => {
    const network = parseNetwork(value.source);
    if (network) return [{ kind: 'cidr', network }];
    const reason = `modifier "cidr" expects a network such as 10.0.0.0/8 or fe80::/10, found "${value.source}"`;
    throw new RuleError('modifier-value', reason);
  });
};
