import type { Alert } from '@cordon/api';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Input } from '../../api/index.ts';
import { explain } from '../../api/problem.ts';
import { useChange } from '../../app/ask.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import { useKeys, useToast } from '../../ui/index.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ChangedDialog } from './changed-dialog.tsx';
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

interface Person {
  readonly id: string;
  readonly name: string;
}
interface Refused {
  readonly action: Action;
  readonly assignee: Person | null;
  readonly targets: readonly Alert[];
}

function verbOf(action: Action): string {
  if (action.do === 'close') return `Close as ${reasonWords[action.reason].label.toLowerCase()}`;
  if (action.do === 'assign') return action.userId === null ? 'Unassign' : 'Assign';
  return action.do === 'set-state' ? `Set to ${stateWords[action.state].toLowerCase()}` : 'Comment';
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
  const [begun, setBegun] = useState<{ readonly step: TriageStep; readonly on: readonly Alert[] } | null>(
    null,
  );
  const [refused, setRefused] = useState<Refused | null>(null);
  const step = begun?.step ?? null;
  const holds = useCan();
  const { user } = useSession();
  const toast = useToast();
  const client = useQueryClient();
  const patch = usePatchAlerts();
  const renew = useCallback(() => {
    for (const name of ['alert', 'alertTimeline', 'overview', 'tiles'])
      void client.invalidateQueries({ queryKey: [name] });
  }, [client]);
  const { mutate: act } = useChange('alertAct', { quiet: true });
  const { mutate: undo } = useChange('alertUndo');

  const run = useCallback(
    (
      action: Action,
      {
        assignee = null,
        on = targets,
        anyway = false,
      }: {
        readonly assignee?: Person | null;
        /** The alerts as they were shown to whoever decided. */
        readonly on?: readonly Alert[];
        /** Whatever they have become. */
        readonly anyway?: boolean;
      } = {},
    ) => {
      const alertIds = on.map((alert) => alert.id);
      if (alertIds.length === 0) return;
      setBegun(null);
      setRefused(null);
      const asSeen = on.map(({ id, decided }) => ({ alertId: id, decided }));
      act(
        {
          body: {
            alertIds,
            action,
            // Comments overwrite nothing.
            ...(action.do === 'comment' || anyway ? {} : { asSeen }),
            ...(organisationIds === undefined ? {} : { organisationIds: [...organisationIds] }),
          },
        },
        {
          onError: (error) => {
            if (error.code === 'alert-changed') {
              renew();
              setRefused({ action, assignee, targets: on });
              return;
            }
            const { title, advice } = explain(error);
            toast({ text: `${title}. ${advice}`, tone: 'bad' });
          },
          onSuccess: ({ changed, undo: undoId }) => {
            if (organisationIds === undefined) {
              if (action.do === 'set-state') patch(alertIds, { state: action.state, closeReason: null });
              if (action.do === 'close') patch(alertIds, { state: 'closed', closeReason: action.reason });
              if (action.do === 'assign') patch(alertIds, { assignee });
            }
            renew();
            onDone?.(alertIds);
            // The server counts parts, one an organisation; people chose alerts.
            const count = plural(alertIds.length, 'alert');
            toast({
              text: changed === 0 ? 'Nothing changed' : said(action, count),
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
                                  : back < changed
                                    ? 'Undone in part: somebody has changed the rest since'
                                    : `Undone for ${count}`,
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
      else setBegun({ step: wanted, on: targets });
    },
    [can, run, targets],
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

  const close = () => setBegun(null);
  /** What was shown when the dialog opened is what is decided on. */
  const on = begun?.on ?? targets;
  const [only] = on;
  const dialogs = (
    <>
      {step === 'close' ? (
        <CloseDialog
          count={on.length}
          onCancel={close}
          onClose={(reason, comment) =>
            run({ do: 'close', reason, ...(comment === '' ? {} : { comment }) }, { on })
          }
        />
      ) : null}
      {step === 'assign' ? (
        <AssignDialog
          count={on.length}
          me={{ id: user.id, name: user.name }}
          onCancel={close}
          onAssign={(person) => run({ do: 'assign', userId: person?.id ?? null }, { assignee: person, on })}
        />
      ) : null}
      {step === 'comment' ? (
        <CommentDialog
          count={on.length}
          onCancel={close}
          onComment={(text) => run({ do: 'comment', text }, { on })}
        />
      ) : null}
      {refused === null ? null : (
        <ChangedDialog
          targets={refused.targets}
          verb={verbOf(refused.action)}
          onCancel={() => setRefused(null)}
          onAnyway={() =>
            run(refused.action, { assignee: refused.assignee, on: refused.targets, anyway: true })
          }
        />
      )}
      {step === 'hand-off' && only !== undefined ? <HandOffDialog alert={only} onClose={close} /> : null}
      {step === 'mute' && only !== undefined ? <MuteDialog alert={only} onClose={close} /> : null}
    </>
  );
  return { start, dialogs, can };
}
