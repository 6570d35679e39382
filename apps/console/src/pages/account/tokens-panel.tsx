import type { Permission } from '@cordon/api';
import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { useWrongs } from '../../app/wrongs.ts';
import {
  Button,
  Checkbox,
  CopyButton,
  Dialog,
  FormDialog,
  Icon,
  Loaded,
  Panel,
  PlainTable,
  SelectField,
  TextField,
  Time,
  type Wrong,
} from '../../ui/index.ts';

const day = 86_400_000;

function NewToken({ close }: { readonly close: () => void }) {
  const { permissions } = useSession();
  const can = useCan();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'personal' | 'service'>('personal');
  const [days, setDays] = useState('90');
  const [held, setHeld] = useState<ReadonlySet<Permission>>(new Set());
  const send = useChange('tokenCreate', { quiet: true, renews: ['tokens'] });
  const { wrongs, passes } = useWrongs(send.error, ['name']);
  if (send.data !== undefined)
    return (
      <Dialog
        title="Token made"
        onClose={close}
        foot={
          <Button look="primary" onClick={close}>
            I have kept it
          </Button>
        }
      >
        <p>Copy it now: it is shown once. Whoever has it may do what it allows.</p>
        <div className="secret">{send.data.secret}</div>
        <div>
          <CopyButton text={send.data.secret} />
        </div>
      </Dialog>
    );
  const submit = () => {
    const missing: Wrong[] = [];
    if (name.trim() === '') missing.push({ field: 'token-name', text: 'Say what the token is for' });
    if (held.size === 0)
      missing.push({ field: 'token-may', text: 'Choose at least one thing that it may do' });
    if (!passes(missing)) return;
    const expires = new Date(Date.now() + Number(days) * day).toISOString();
    send.mutate({ body: { name: name.trim(), kind, permissions: [...held], expires } });
  };
  return (
    <FormDialog
      title="New API token"
      onClose={close}
      onSubmit={submit}
      act="Make the token"
      pending={send.isPending}
      wrongs={wrongs}
    >
      <TextField
        id="token-name"
        label="What it is for"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {can('service-tokens.write') ? (
        <SelectField
          label="Kind"
          value={kind}
          onChange={(event) => setKind(event.target.value === 'service' ? 'service' : 'personal')}
        >
          <option value="personal">Personal: ends with my account</option>
          <option value="service">Service: stays when I leave</option>
        </SelectField>
      ) : null}
      <SelectField label="Ends after" value={days} onChange={(event) => setDays(event.target.value)}>
        <option value="7">7 days</option>
        <option value="30">30 days</option>
        <option value="90">90 days</option>
        <option value="365">1 year</option>
      </SelectField>
      <fieldset className="fieldset" id="token-may" tabIndex={-1}>
        <legend>What it may do</legend>
        <div className="filter-grid">
          {permissions.map((permission) => (
            <Checkbox
              key={permission}
              label={<span className="mono">{permission}</span>}
              checked={held.has(permission)}
              onChange={(event) => {
                const next = new Set(held);
                if (event.target.checked) next.add(permission);
                else next.delete(permission);
                setHeld(next);
              }}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}

/** API tokens: made once, shown once, revoked at once. */
export function TokensPanel() {
  const tokens = useAsk('tokens', {});
  const revoke = useChange('tokenRevoke', { renews: ['tokens'] });
  const [making, setMaking] = useState(false);
  const [going, setGoing] = useState<Row<'tokens'> | null>(null);
  return (
    <Panel
      title="API tokens"
      flush
      aside={
        <Button small onClick={() => setMaking(true)}>
          <Icon name="plus" />
          New token
        </Button>
      }
    >
      <Loaded query={tokens} what="your tokens">
        {({ rows }) => (
          <PlainTable
            label="API tokens"
            rows={rows}
            idOf={(token) => token.id}
            empty={<p className="secondary">No tokens. Scripts and other programs sign in with one.</p>}
            columns={[
              {
                label: 'Token',
                cell: (token) => (
                  <>
                    <b>{token.name}</b>
                    <br />
                    <span className="secondary small">{token.permissions.join(', ')}</span>
                  </>
                ),
              },
              { label: 'Last used', width: 7, cell: (token) => <Time at={token.lastUsed} /> },
              { label: 'Ends', width: 8, cell: (token) => <Time at={token.expires} /> },
              {
                label: 'Actions',
                width: 7,
                cell: (token) => (
                  <Button
                    small
                    look="danger"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => setGoing(token)}
                  >
                    Revoke…
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {making ? <NewToken close={() => setMaking(false)} /> : null}
      {going === null ? null : (
        <Dialog
          title={`Revoke “${going.name}”?`}
          onClose={() => setGoing(null)}
          foot={
            <>
              <Button onClick={() => setGoing(null)}>Keep it</Button>
              <Button
                look="danger"
                onClick={() => {
                  revoke.mutate({ params: { id: going.id } });
                  setGoing(null);
                }}
              >
                Revoke
              </Button>
            </>
          }
        >
          <p>Whatever uses it stops working at once. This cannot be undone.</p>
        </Dialog>
      )}
    </Panel>
  );
}
