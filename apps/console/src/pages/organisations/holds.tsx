import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { Button, Chip, Dialog, FormDialog, Loaded, Panel, TextArea, Time } from '../../ui/index.ts';

/** Legal holds: while one stands, nothing of the organisation is deleted. */
export function Holds({ organisationId }: { readonly organisationId: string }) {
  const can = useCan();
  const holds = useAsk('legalHolds', {});
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const add = useChange('legalHoldAdd', {
    renews: ['legalHolds'],
    done: () => {
      setAdding(false);
      setReason('');
    },
  });
  const lift = useChange('legalHoldLift', { renews: ['legalHolds'] });
  return (
    <Panel
      title="Legal holds"
      aside={
        can('retention.write') ? (
          <Button small onClick={() => setAdding(true)}>
            Hold…
          </Button>
        ) : undefined
      }
    >
      <Loaded query={holds} what="legal holds">
        {({ rows }) => {
          const mine = rows.filter((hold) => hold.organisationId === organisationId);
          if (mine.length === 0)
            return <p className="secondary">None. Events are deleted when their time is over.</p>;
          return (
            <ul className="plain stack">
              {mine.map((hold) => (
                <li key={hold.id}>
                  {hold.lifted === null ? <Chip tone="warn">in force</Chip> : <Chip>lifted</Chip>}{' '}
                  {hold.reason}
                  <div className="secondary small">
                    {hold.by}, <Time at={hold.from} />
                  </div>
                  {hold.lifted === null && can('retention.write') ? (
                    <Button small onClick={() => setLifting(hold.id)}>
                      Lift…
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {adding ? (
        <FormDialog
          title="Hold this organisation’s events"
          onClose={() => setAdding(false)}
          onSubmit={() => {
            if (reason.trim() === '') setWrong('Say why: an auditor will ask');
            else add.mutate({ body: { organisationId, reason: reason.trim() } });
          }}
          act="Hold"
          pending={add.isPending}
        >
          <p>While the hold stands, nothing is deleted, whatever the retention says.</p>
          <TextArea
            label="Why"
            value={reason}
            wrong={wrong}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormDialog>
      ) : null}
      {lifting === null ? null : (
        <Dialog
          title="Lift the hold?"
          onClose={() => setLifting(null)}
          foot={
            <>
              <Button onClick={() => setLifting(null)}>Leave it</Button>
              <Button
                look="danger"
                onClick={() => {
                  lift.mutate({ params: { id: lifting } });
                  setLifting(null);
                }}
              >
                Lift
              </Button>
            </>
          }
        >
          <p>Events older than the retention are then deleted. That cannot be undone.</p>
        </Dialog>
      )}
    </Panel>
  );
}
