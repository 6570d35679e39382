import type { TechniqueCoverage } from '@cordon/api';
import { attackVersion, coverageOf } from '@cordon/sigma/coverage';
import type { LoadedRule } from './loaded-rule.ts';

/** What rules detect, technique by technique. */
export function ruleCoverage(rules: readonly LoadedRule[]): {
  attackVersion: string;
  rules: number;
  tactics: { shortName: string; name: string }[];
  techniques: TechniqueCoverage[];
  unknownTags: { tag: string; rules: number }[];
} {
  const { tactics, techniques, unknownTags } = coverageOf(rules);
  return {
    attackVersion,
    rules: rules.length,
    tactics: [...tactics],
    techniques: techniques.map((technique) => ({
      ...technique,
      tactics: [...technique.tactics],
      rules: [...technique.rules],
      strategy: technique.strategy ?? null,
      sources: technique.sources.map(({ name, eventIds, readable }) => ({
        name,
        eventIds: [...eventIds],
        readable,
      })),
    })),
    unknownTags: [...unknownTags].map(([tag, count]) => ({ tag, rules: count })),
  };
}
