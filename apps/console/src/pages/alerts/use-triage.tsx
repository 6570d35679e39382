import type { Alert } from '@cordon/api';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Input } from '../../api/index.ts';
import { useChange } from '../../app/ask.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import { useKeys, useToast } from '../../ui/index.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CommentDialog } from './comment-dialog.tsx';
import { HandOffDialog } from './hand-off-dialog.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { usePatchAlerts } from './use-alert-list.ts';
import { reasonWords, stateWords } from './words.tsx';

type Action = Input<'alertAct'>['body']['action'];
export type TriageStep =
  | 'acknowledge'
  | 'investigate'
  | 'assign'
  | 'close'
  | 'comment'
  | 'hand-off'
  | 'mute'
  | 'reopen';

function said(action: Action, count: string): string {
  if (action.do === 'set-state') return `${count}: ${stateWords[action.state].toLowerCase()}`;
  if (action.do === 'close') return `${count} closed as ${reasonWords[action.reason].label.toLowerCase()}`;
  if (action.do === 'assign') return action.userId === null ? `${count} unassigned` : `${count} assigned`;
  return `Comment added to ${count}`;
}

/**
 * What can be done with alerts, by key and by button, for one or many at once. `organisationIds` limits it to some
 * organisations' parts. Every action shows at once and can be undone while nobody else has changed it.
 */
export function useTriage(options: {
  readonly targets: readonly Alert[];
  readonly organisationIds?: readonly string[] | undefined;
  readonly onDone?: (ids: readonly string[]) => void;
}): {
  readonly start: (step: TriageStep) => void;
  readonly dialogs: ReactNode;
  readonly can: (step: TriageStep) => boolean;
} {
  const { targets, organisationIds, onDone } = options;
  const [step, setStep] = useState<TriageStep | null>(null);
  const holds = useCan();
  const { user } = useSession();
  const toast = useToast();
  const client = useQueryClient();
  const patch = usePatchAlerts();
  const renew = useCallback(() => {
    for (const name of ['alert', 'alertTimeline', 'overview', 'tiles'])
      void client.invalidateQueries({ queryKey: [name] });
  }, [client]);
  const { mutate: act } = useChange('alertAct');
  const { mutate: undo } = useChange('alertUndo');

  const run = useCallback(
    (action: Action, assignee?: { readonly id: string; readonly name: string } | null) => {
      const alertIds = targets.map((alert) => alert.id);
      if (alertIds.length === 0) return;
      setStep(null);
      act(
        {
          body: {
            alertIds,
            action,
            ...(organisationIds === undefined ? {} : { organisationIds: [...organisationIds] }),
          },
        },
        {
          onSuccess: ({ changed, undo: undoId }) => {
            if (organisationIds === undefined) {
              if (action.do === 'set-state') patch(alertIds, { state: action.state, closeReason: null });
              if (action.do === 'close') patch(alertIds, { state: 'closed', closeReason: action.reason });
              if (action.do === 'assign') patch(alertIds, { assignee: assignee ?? null });
            }
            renew();
            onDone?.(alertIds);
            toast({
              text: said(action, plural(changed, 'alert')),
              ...(undoId === null
                ? {}
                : {
                    undo: () =>
                      undo(
                        { params: { id: undoId } },
                        {
                          onSuccess: ({ changed: back }) => {
                            renew();
                            void client.invalidateQueries({ queryKey: ['alerts', 'pages'] });
                            toast({
                              text:
                                back === 0
                                  ? 'Not undone: somebody has changed it since'
                                  : `Undone for ${plural(back, 'alert')}`,
                            });
                          },
                        },
                      ),
                  }),
            });
          },
        },
      );
    },
    [targets, organisationIds, act, undo, patch, renew, onDone, toast, client],
  );

  const can = useCallback(
    (wanted: TriageStep) => {
      if (targets.length === 0) return false;
      if (wanted === 'hand-off') return holds('alerts.hand-off') && targets.length === 1;
      if (wanted === 'mute') return holds('mutes.write') && targets.length === 1;
      if (wanted === 'reopen')
        return holds('alerts.triage') && targets.some((alert) => alert.state === 'closed');
      return holds('alerts.triage');
    },
    [holds, targets],
  );
  const start = useCallback(
    (wanted: TriageStep) => {
      if (!can(wanted)) return;
      if (wanted === 'acknowledge') run({ do: 'set-state', state: 'acknowledged' });
      else if (wanted === 'investigate') run({ do: 'set-state', state: 'investigating' });
      else if (wanted === 'reopen') run({ do: 'set-state', state: 'new' });
      else setStep(wanted);
    },
    [can, run],
  );
  useKeys(
    useMemo(() => {
      const keys: readonly (readonly [string, string, TriageStep])[] = [
        ['y', 'Acknowledge', 'acknowledge'],
        ['i', 'Investigate', 'investigate'],
        ['a', 'Assign', 'assign'],
        ['c', 'Comment', 'comment'],
        ['e', 'Close with a reason', 'close'],
        ['h', 'Hand off to organisations', 'hand-off'],
        ['z', 'Mute or snooze', 'mute'],
      ];
      return keys
        .filter(([, , each]) => can(each))
        .map(([keys, label, each]) => ({ keys, label, group: 'Triage', run: () => start(each) }));
    }, [can, start]),
  );

  const close = () => setStep(null);
  const [only] = targets;
  const dialogs = (
    <>
      {step === 'close' ? (
        <CloseDialog
          count={targets.length}
          onCancel={close}
          onClose={(reason, comment) => run({ do: 'close', reason, ...(comment === '' ? {} : { comment }) })}
        />
      ) : null}
      {step === 'assign' ? (
        <AssignDialog
          count={targets.length}
          me={{ id: user.id, name: user.name }}
          onCancel={close}
          onAssign={(person) => run({ do: 'assign', userId: person?.id ?? null }, person)}
        />
      ) : null}
      {step === 'comment' ? (
        <CommentDialog
          count={targets.length}
          onCancel={close}
          onComment={(text) => run({ do: 'comment', text })}
        />
      ) : null}
      {step === 'hand-off' && only !== undefined ? <HandOffDialog alert={only} onClose={close} /> : null}
      {step === 'mute' && only !== undefined ? <MuteDialog alert={only} onClose={close} /> : null}
    </>
  );
  return { start, dialogs, can };
}
