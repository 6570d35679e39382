/** The door for worker threads: what they need of the rules, without their store. */
export { ruleKey } from './loaded-rule.ts';
