import type { AlertState } from '@cordon/api';
import { Button } from '../../ui/index.ts';
import type { TriageStep } from './use-triage.tsx';

const steps: readonly { readonly step: TriageStep; readonly label: string; readonly hint?: string }[] = [
  { step: 'acknowledge', label: 'Acknowledge', hint: 'y' },
  { step: 'investigate', label: 'Investigate', hint: 'i' },
  { step: 'assign', label: 'Assign…', hint: 'a' },
  { step: 'comment', label: 'Comment…', hint: 'c' },
  { step: 'close', label: 'Close…', hint: 'e' },
  { step: 'hand-off', label: 'Hand off…', hint: 'h' },
  { step: 'mute', label: 'Mute…', hint: 'z' },
  { step: 'reopen', label: 'Open again' },
];

/** What usually comes next. */
const next: Readonly<Record<AlertState, TriageStep>> = {
  new: 'acknowledge',
  acknowledged: 'investigate',
  investigating: 'close',
  closed: 'reopen',
};

/** The actions that are possible now, each with its key. */
export function TriageButtons(props: {
  readonly can: (step: TriageStep) => boolean;
  readonly start: (step: TriageStep) => void;
  readonly small?: boolean;
  /** State of the one alert that it is about; of several there is no next step to suggest. */
  readonly state?: AlertState | undefined;
  /** The keys are shown; left out where there is no room, because they work all the same. */
  readonly hints?: boolean;
}) {
  const { can, start, small = true, state, hints = true } = props;
  return (
    <div className="buttons no-print">
      {steps
        .filter(({ step }) => can(step) && (state !== 'closed' || !['acknowledge', 'close'].includes(step)))
        .map(({ step, label, hint }) => (
          <Button
            key={step}
            small={small}
            {...(state !== undefined && step === next[state] ? { look: 'primary' as const } : {})}
            {...(hint === undefined ? {} : hints ? { hint } : { 'aria-keyshortcuts': hint })}
            onClick={() => start(step)}
          >
            {label}
          </Button>
        ))}
    </div>
  );
}
