import type { User } from '@cordon/api';
import { useChange } from '../../app/ask.ts';
import { Button, CopyButton, Dialog } from '../../ui/index.ts';

/** A one-time link for somebody who lost password or authenticator. */
export function ResetDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const reset = useChange('userReset', { renews: ['users'] });
  return (
    <Dialog
      title={`New password for ${user.name}`}
      onClose={onClose}
      foot={
        reset.data === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="danger"
              disabled={reset.isPending}
              onClick={() => reset.mutate({ params: { id: user.id } })}
            >
              Make the link
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {reset.data === undefined ? (
        <p>
          This makes a one-time link to choose a new password, and removes the authenticator. Make sure that
          it is really {user.name} who asks: call back on a number that you know.
        </p>
      ) : (
        <>
          <p>Give this link to {user.name} yourself. It works once and is shown once.</p>
          <div className="secret">{reset.data.link}</div>
          <div>
            <CopyButton text={reset.data.link} label="Copy link" />
          </div>
        </>
      )}
    </Dialog>
  );
}
