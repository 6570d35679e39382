import { type FormEvent, useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import {
  Button,
  Chip,
  CopyButton,
  Dialog,
  Loaded,
  Panel,
  PlainTable,
  TextField,
  Time,
} from '../../ui/index.ts';

/** Addresses that hand-offs are posted to, signed with a secret that is shown once. */
export function Webhooks({ organisationId }: { readonly organisationId: string }) {
  const webhooks = useAsk('webhooks', {});
  const [url, setUrl] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const [going, setGoing] = useState<{ readonly id: string; readonly url: string } | null>(null);
  const add = useChange('webhookAdd', { renews: ['webhooks'], done: () => setUrl('') });
  const remove = useChange('webhookDelete', { renews: ['webhooks'] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fits = URL.canParse(url.trim()) && url.trim().startsWith('https://');
    setWrong(fits ? undefined : 'Enter an address that begins with https://');
    if (fits) add.mutate({ body: { nodeId: organisationId, url: url.trim() } });
  };
  return (
    <Panel
      title="Webhooks"
      aside={<span className="secondary small">hand-offs are posted here, signed</span>}
      flush
    >
      <Loaded query={webhooks} what="webhooks">
        {({ rows }) => (
          <PlainTable
            label="Webhooks"
            rows={rows.filter((row) => row.nodeId === organisationId)}
            idOf={(row) => row.id}
            empty={
              <p className="secondary">
                None. A ticketing system or chat that should hear of hand-offs gets its address here.
              </p>
            }
            columns={[
              { label: 'Address', cell: (row) => <span className="mono">{row.url}</span> },
              {
                label: 'Last delivery',
                width: 8,
                cell: (row) =>
                  row.failing ? <Chip tone="bad">failing</Chip> : <Time at={row.lastDelivery} />,
              },
              {
                label: 'Actions',
                width: 6.5,
                cell: (row) => (
                  <Button small aria-label={`Remove ${row.url}`} onClick={() => setGoing(row)}>
                    Remove…
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <form className="pad stack" onSubmit={submit} noValidate>
        <TextField
          label="Address"
          type="url"
          placeholder="https://"
          value={url}
          wrong={wrong}
          onChange={(event) => setUrl(event.target.value)}
        />
        <div className="buttons">
          <Button type="submit" disabled={add.isPending}>
            Add webhook
          </Button>
        </div>
      </form>
      {add.data === undefined ? null : (
        <Dialog
          title="Webhook added"
          onClose={add.reset}
          foot={
            <Button look="primary" onClick={add.reset}>
              I have kept it
            </Button>
          }
        >
          <p>The receiver checks our signature with this secret. Copy it now: it is shown once.</p>
          <div className="secret">{add.data.secret}</div>
          <div>
            <CopyButton text={add.data.secret} />
          </div>
        </Dialog>
      )}
      {going === null ? null : (
        <Dialog
          title="Remove this webhook?"
          onClose={() => setGoing(null)}
          foot={
            <>
              <Button onClick={() => setGoing(null)}>Keep it</Button>
              <Button
                look="danger"
                onClick={() => {
                  remove.mutate({ params: { id: going.id } });
                  setGoing(null);
                }}
              >
                Remove
              </Button>
            </>
          }
        >
          <p>
            Nothing more is posted to <span className="mono">{going.url}</span>. Its secret is lost; added
            again, it gets another.
          </p>
        </Dialog>
      )}
    </Panel>
  );
}
