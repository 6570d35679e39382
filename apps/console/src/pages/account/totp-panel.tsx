import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { key } from '../../api/index.ts';
import { useChange } from '../../app/ask.ts';
import { useSession } from '../../app/session.tsx';
import { Button, CopyButton, Dialog, ErrorSummary, Panel, TextField, wrongOf } from '../../ui/index.ts';
import { Qr } from '../../ui/qr.tsx';
import { wrongsOf } from '../gate/wrongs.ts';

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
  const wrongs = useMemo(() => wrongsOf(confirm.error, ['code']), [confirm.error]);
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code: code.trim() } });
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <ErrorSummary wrongs={wrongs} />
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
        wrong={wrongOf(wrongs, 'code')}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="buttons">
        <Button type="submit" look="primary" disabled={code.trim().length < 6 || confirm.isPending}>
          Turn it on
        </Button>
      </div>
    </form>
  );
}

function Remove({ close, done }: { readonly close: () => void; readonly done: () => void }) {
  const [password, setPassword] = useState('');
  const remove = useChange('totpRemove', { quiet: true, done });
  const wrongs = useMemo(() => wrongsOf(remove.error, ['password']), [remove.error]);
  return (
    <Dialog
      title="Remove the authenticator?"
      onClose={close}
      onSubmit={() => remove.mutate({ body: { password } })}
      foot={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button type="submit" look="danger" disabled={password === '' || remove.isPending}>
            Remove
          </Button>
        </>
      }
    >
      <ErrorSummary wrongs={wrongs} />
      <p>After this your password alone opens your account. This cannot be undone; you can enrol again.</p>
      <TextField
        id="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        wrong={wrongOf(wrongs, 'password')}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Dialog>
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
