import type { Alert } from '@cordon/api';
import { useAsk } from '../../app/ask.ts';
import { plural } from '../../logic/time-format.ts';
import { Button, Dialog, Time } from '../../ui/index.ts';
import { StateChip } from './words.tsx';

/** One alert as it is now, and who touched it last. */
function Now({ alert }: { readonly alert: Alert }) {
  const detail = useAsk('alert', { params: { id: alert.id } }, { keep: false });
  const timeline = useAsk('alertTimeline', { params: { id: alert.id } }, { keep: false });
  const now = detail.data?.alert ?? alert;
  const last = timeline.data?.rows.at(-1);
  return (
    <li className="stack" data-gap="small">
      <b>{alert.title}</b>
      <div className="row-line">
        <StateChip state={now.state} reason={now.closeReason} />
        <span>{now.assignee === null ? 'assigned to nobody' : `assigned to ${now.assignee.name}`}</span>
        {last === undefined ? null : (
          <span className="secondary">
            last touched by {last.by?.name ?? 'Cordon'}, <Time at={last.at} />
          </span>
        )}
      </div>
      {last?.text == null ? null : <p className="comment">{last.text}</p>}
    </li>
  );
}

const shown = 5;

/** Somebody else was quicker: what it has become, and the choice to leave it or to go on. */
export function ChangedDialog(props: {
  readonly targets: readonly Alert[];
  readonly verb: string;
  readonly onCancel: () => void;
  readonly onAnyway: () => void;
}) {
  const { targets, verb, onCancel, onAnyway } = props;
  return (
    <Dialog
      title="Somebody changed this while you were looking"
      onClose={onCancel}
      foot={
        <>
          <Button look="primary" onClick={onCancel}>
            Leave it as it is
          </Button>
          <Button onClick={onAnyway}>{verb} anyway</Button>
        </>
      }
    >
      <p>Nothing of what you asked for was done. As it is now:</p>
      <ul className="plain stack">
        {targets.slice(0, shown).map((alert) => (
          <Now key={alert.id} alert={alert} />
        ))}
      </ul>
      {targets.length > shown ? (
        <p className="secondary">And {plural(targets.length - shown, 'more alert', 'more alerts')}.</p>
      ) : null}
    </Dialog>
  );
}
