import type { Contribution, Finding } from './signal.ts';

/** What one organisation may see of a finding. */
export interface OrganisationPart {
  /** How many events are its own. */
  readonly count: number;
  readonly events: readonly Contribution[];
  /** How many other organisations have part in it; not which. */
  readonly others: number;
}

/** The part of an organisation in a finding; undefined where it has none. */
export function partOf(finding: Finding, organisation: string): OrganisationPart | undefined {
  const count = finding.organisations.get(organisation);
  if (count === undefined) return undefined;
  return {
    count,
    events: finding.events.filter((event) => event.organisation === organisation),
    others: finding.organisations.size - 1,
  };
}
