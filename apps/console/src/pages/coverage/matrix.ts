import type { TechniqueCoverage } from '@cordon/api';
import type { CoverageState } from './words.ts';

export interface Column {
  readonly shortName: string;
  readonly name: string;
  /** Whole techniques, without their sub-techniques. */
  readonly techniques: readonly TechniqueCoverage[];
  readonly covered: number;
}

const isWhole = (technique: TechniqueCoverage) => !technique.id.includes('.');

/** The matrix by tactic; a technique stands under each tactic that it serves. Tactics without any are left out. */
export function columnsOf(
  tactics: readonly { readonly shortName: string; readonly name: string }[],
  techniques: readonly TechniqueCoverage[],
  only: CoverageState | undefined,
): readonly Column[] {
  const whole = techniques.filter(isWhole);
  return tactics.flatMap(({ shortName, name }) => {
    const all = whole.filter((technique) => technique.tactics.includes(shortName));
    if (all.length === 0) return [];
    const covered = all.filter(({ state }) => state === 'covered' || state === 'below').length;
    const shown = all
      .filter(({ state }) => only === undefined || state === only)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return [{ shortName, name, techniques: shown, covered }];
  });
}

/** How many whole techniques are in each state. */
export function countStates(
  techniques: readonly TechniqueCoverage[],
): Readonly<Record<CoverageState, number>> {
  const counts = { covered: 0, below: 0, visible: 0, blind: 0 };
  for (const technique of techniques) if (isWhole(technique)) counts[technique.state] += 1;
  return counts;
}

/** Sub-techniques of a technique, by number. */
export function partsOf(techniques: readonly TechniqueCoverage[], id: string): readonly TechniqueCoverage[] {
  return techniques.filter((each) => each.id.startsWith(`${id}.`)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
