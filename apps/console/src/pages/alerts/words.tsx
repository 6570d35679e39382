import type { Alert, AlertState } from '@cordon/api';
import { formatCount } from '../../logic/time-format.ts';
import { Chip, type Tone } from '../../ui/index.ts';

export type CloseReason = NonNullable<Alert['closeReason']>;

export const stateWords: Readonly<Record<AlertState, string>> = {
  new: 'New',
  acknowledged: 'Acknowledged',
  investigating: 'Investigating',
  closed: 'Closed',
};
const tones: Readonly<Record<AlertState, Tone | undefined>> = {
  new: 'bad',
  acknowledged: 'warn',
  investigating: 'accent',
  closed: undefined,
};
export const reasonWords: Readonly<Record<CloseReason, { readonly label: string; readonly means: string }>> =
  {
    'true-positive': { label: 'True positive', means: 'malicious, and dealt with' },
    benign: { label: 'Benign', means: 'it happened, and it was meant to' },
    'false-positive': { label: 'False positive', means: 'the rule is wrong about this' },
    duplicate: { label: 'Duplicate', means: 'another alert covers it' },
  };

export function StateChip({
  state,
  reason = null,
}: {
  readonly state: AlertState;
  readonly reason?: CloseReason | null;
}) {
  return (
    <Chip tone={tones[state]}>
      {state === 'closed' && reason !== null
        ? `Closed: ${reasonWords[reason].label.toLowerCase()}`
        : stateWords[state]}
    </Chip>
  );
}

/** Where an alert has parts, counting those that the viewer may not see. */
export function organisationsOf(alert: Alert): { readonly first: string | undefined; readonly more: number } {
  const [first, ...others] = alert.organisations;
  return { first: first?.name, more: others.length + alert.otherOrganisations };
}

/** `Northgate and 3 more`. */
export function organisationsText(alert: Alert): string {
  const { first, more } = organisationsOf(alert);
  if (first === undefined) return more > 0 ? `${formatCount(more)} not in your scope` : '';
  return more === 0 ? first : `${first} and ${formatCount(more)} more`;
}
