import type { Source } from '@cordon/api';
import { useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { Button, Dialog, FormDialog, PlainTable, SelectField, Time, useToast } from '../../ui/index.ts';
import { rememberToken } from './new-tokens.ts';

/** Tokens of a source: a new one beside the old, so that nothing is lost while shippers change over. */
export function Tokens({ source }: { readonly source: Source }) {
  const can = useCan();
  const toast = useToast();
  const [hours, setHours] = useState('24');
  const [making, setMaking] = useState(false);
  const [going, setGoing] = useState<string | null>(null);
  const add = useChange('sourceTokenAdd', {
    renews: ['source'],
    done: ({ token }) => {
      rememberToken(source.id, token);
      setMaking(false);
      toast({ text: 'New token made: copy it from the top of this page' });
    },
  });
  const revoke = useChange('sourceTokenRevoke', { renews: ['source'] });
  const write = can('sources.write');
  return (
    <>
      <PlainTable
        label="Tokens of the source"
        least={34}
        rows={source.tokens}
        idOf={(token) => token.id}
        empty={<p className="pad">No token: nothing can be sent as this source.</p>}
        columns={[
          { label: 'Ends in', cell: (token) => <span className="mono">…{token.hint}</span> },
          { label: 'Made', width: 8, cell: (token) => <Time at={token.created} /> },
          { label: 'Last used', width: 8, cell: (token) => <Time at={token.lastUsed} /> },
          {
            label: 'Ends',
            width: 8,
            cell: (token) => (token.expires === null ? 'no end' : <Time at={token.expires} />),
          },
          {
            label: 'Actions',
            width: 7,
            cell: (token) =>
              write ? (
                <Button
                  small
                  look="danger"
                  aria-label={`Revoke the token that ends in ${token.hint}`}
                  onClick={() => setGoing(token.id)}
                >
                  Revoke…
                </Button>
              ) : null,
          },
        ]}
      />
      {write ? (
        <div className="pad">
          <Button onClick={() => setMaking(true)}>Rotate…</Button>
        </div>
      ) : null}
      {making ? (
        <FormDialog
          title="Rotate the token"
          onClose={() => setMaking(false)}
          onSubmit={() =>
            add.mutate({
              params: { id: source.id },
              body: hours === '' ? {} : { oldExpiresInHours: Number(hours) },
            })
          }
          act="Make a new token"
          pending={add.isPending}
        >
          <p>
            A new token is made beside the present ones. Both work until the old ones end, so that no event is
            refused.
          </p>
          <SelectField
            label="The old ones end"
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          >
            <option value="">when I revoke them</option>
            <option value="1">in 1 hour</option>
            <option value="24">in 24 hours</option>
            <option value="168">in 7 days</option>
            <option value="0">now</option>
          </SelectField>
        </FormDialog>
      ) : null}
      {going === null ? null : (
        <Dialog
          title="Revoke this token now?"
          onClose={() => setGoing(null)}
          foot={
            <>
              <Button onClick={() => setGoing(null)}>Keep it</Button>
              <Button
                look="danger"
                onClick={() => {
                  revoke.mutate({ params: { id: source.id, tokenId: going } });
                  setGoing(null);
                }}
              >
                Revoke
              </Button>
            </>
          }
        >
          <p>
            Shippers that still use it are refused from now on; they keep their events and try again. This
            cannot be undone.
          </p>
        </Dialog>
      )}
    </>
  );
}
