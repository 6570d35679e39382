import { type FormEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import { useEnter } from '../../app/session.tsx';
import { Button, Empty, ErrorSummary, TextField, Waiting, type Wrong, wrongOf } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { passwordWrongs, wrongsOf } from './wrongs.ts';

function Form({ token, email }: { readonly token: string; readonly email: string }) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const enter = useEnter();
  const [, navigate] = useLocation();
  const send = useChange('invitationAccept', {
    quiet: true,
    done: (answer) => {
      if (answer.status === 'signed-in') enter(answer.session);
      navigate('/');
    },
  });
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(send.error, ['password'])),
    [own, send.error],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = passwordWrongs('password', password, { field: 'again', value: again });
    setOwn(missing);
    if (missing.length === 0) send.mutate({ params: { token }, body: { password } });
  };
  return (
    <>
      <ErrorSummary wrongs={wrongs} />
      <form className="form" onSubmit={submit} noValidate>
        <TextField label="E-mail address" autoComplete="username" value={email} readOnly />
        <TextField
          id="password"
          label="Password"
          hint="At least 12 characters. Three random words do well."
          type="password"
          autoComplete="new-password"
          value={password}
          wrong={wrongOf(wrongs, 'password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <TextField
          id="again"
          label="Password again"
          type="password"
          autoComplete="new-password"
          value={again}
          wrong={wrongOf(wrongs, 'again')}
          onChange={(event) => setAgain(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={send.isPending}>
          Save and sign in
        </Button>
      </form>
    </>
  );
}

/** An invitation, or a link to choose a new password. */
export function Invitation() {
  const token = useFragmentSecret();
  const link = useAsk('invitation', { params: { token } }, { enabled: token !== '' });
  if (token === '' || link.error !== null)
    return (
      <Gate title="This link does not work">
        <Empty title="It has been used, has expired or was cut off">
          <p>Ask the person who sent it for a new one. Nothing was changed.</p>
        </Empty>
      </Gate>
    );
  if (link.data === undefined)
    return (
      <Gate title="One moment">
        <Waiting what="the link" />
      </Gate>
    );
  const { name, email, kind } = link.data;
  return (
    <Gate title={kind === 'reset' ? 'Choose a new password' : `Welcome, ${name}`}>
      {kind === 'reset' ? <p>Your authenticator was removed as well; enrol it again afterwards.</p> : null}
      <Form token={token} email={email} />
    </Gate>
  );
}
