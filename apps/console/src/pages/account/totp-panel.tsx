import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { key } from '../../api/index.ts';
import { useChange } from '../../app/ask.ts';
import { useSession } from '../../app/session.tsx';
import { useWrongs } from '../../app/wrongs.ts';
import { Button, CopyButton, Form, FormDialog, Panel, TextField } from '../../ui/index.ts';
import { Qr } from '../../ui/qr.tsx';

function Recovery({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  return (
    <div className="stack">
      <div className="banner" data-tone="warn">
        <b>Keep these recovery codes now: they are shown once.</b> Each works once in place of your
        authenticator.
      </div>
      <ul className="recovery">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="buttons">
        <CopyButton text={codes.join('\n')} label="Copy all" />
        <Button look="primary" onClick={done}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function Enrol({ done }: { readonly done: () => void }) {
  const [code, setCode] = useState('');
  const begin = useChange('totpBegin');
  const confirm = useChange('totpConfirm', { quiet: true });
  const { wrongs } = useWrongs(confirm.error, ['code']);
  if (confirm.data !== undefined) return <Recovery codes={confirm.data.recoveryCodes} done={done} />;
  if (begin.data === undefined)
    return (
      <div className="stack">
        <p>An authenticator app on your telephone gives a code that is asked for after the password.</p>
        <div className="buttons">
          <Button look="primary" disabled={begin.isPending} onClick={() => begin.mutate({})}>
            Enrol an authenticator
          </Button>
        </div>
      </div>
    );
  const submit = () => {
    confirm.mutate({ body: { code: code.trim() } });
  };
  return (
    <Form wrongs={wrongs} onSubmit={submit}>
      <p>1. Scan this with your authenticator app, or type the key into it.</p>
      <Qr text={begin.data.uri} label="QR code that enrols your authenticator; the key below says the same" />
      <div className="row-line">
        <span className="secret">{begin.data.secret}</span>
        <CopyButton text={begin.data.secret} />
      </div>
      <TextField
        id="code"
        label="2. Enter the code that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={code.trim().length < 6 || confirm.isPending}>
          Turn it on
        </Button>
      </div>
    </Form>
  );
}

function Remove({ close, done }: { readonly close: () => void; readonly done: () => void }) {
  const [password, setPassword] = useState('');
  const remove = useChange('totpRemove', { quiet: true, done });
  const { wrongs } = useWrongs(remove.error, ['password']);
  return (
    <FormDialog
      title="Remove the authenticator?"
      onClose={close}
      onSubmit={() => remove.mutate({ body: { password } })}
      act="Remove"
      cancel="Keep it"
      danger
      pending={password === '' || remove.isPending}
      wrongs={wrongs}
    >
      <p>After this your password alone opens your account. This cannot be undone; you can enrol again.</p>
      <TextField
        id="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  );
}

/** The second factor: enrol by QR code, recovery codes once, remove with the password. */
export function TotpPanel() {
  const { user } = useSession();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const renew = () => void client.invalidateQueries({ queryKey: key('session') });
  return (
    <Panel title="Authenticator">
      {user.totpEnabled ? (
        <div className="stack">
          <div className="banner" data-tone="good">
            On. A code is asked for after your password.
          </div>
          <div className="buttons">
            <Button onClick={() => setRemoving(true)}>Remove…</Button>
          </div>
        </div>
      ) : (
        <Enrol done={renew} />
      )}
      {removing ? (
        <Remove
          close={() => setRemoving(false)}
          done={() => {
            setRemoving(false);
            renew();
          }}
        />
      ) : null}
    </Panel>
  );
}
