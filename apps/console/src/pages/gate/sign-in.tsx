import { type FormEvent, useMemo, useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { useEnter } from '../../app/session.tsx';
import { Button, ErrorSummary, TextField, type Wrong, wrongOf } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { wrongsOf } from './wrongs.ts';

function CodeStep({ challenge, back }: { readonly challenge: string; readonly back: () => void }) {
  const [code, setCode] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const enter = useEnter();
  const send = useChange('signInCode', { quiet: true, done: enter });
  const wrongs = useMemo(() => (own.length > 0 ? own : wrongsOf(send.error, ['code'])), [own, send.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = code.trim();
    const missing =
      text.length < 6 ? [{ field: 'code', text: 'Enter the six digits, or a recovery code' }] : [];
    setOwn(missing);
    if (missing.length === 0) send.mutate({ body: { challenge, code: text } });
  };
  return (
    <Gate title="Enter your code">
      <ErrorSummary wrongs={wrongs} />
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          id="code"
          label="Code from your authenticator"
          hint="Six digits. If you have lost the device, enter one of your recovery codes."
          inputMode="text"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          wrong={wrongOf(wrongs, 'code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <div className="buttons">
          <Button type="submit" look="primary" disabled={send.isPending}>
            Sign in
          </Button>
          <Button look="plain" onClick={back}>
            Start again
          </Button>
        </div>
      </form>
    </Gate>
  );
}

/** Password first, then the code where one is enrolled. The address asked for stays and opens afterwards. */
export function SignIn() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const [challenge, setChallenge] = useState<string | null>(null);
  const enter = useEnter();
  const send = useChange('signIn', {
    quiet: true,
    done: (answer) => {
      if (answer.status === 'signed-in') enter(answer.session);
      else setChallenge(answer.challenge);
    },
  });
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(send.error, ['email', 'password'])),
    [own, send.error],
  );
  if (challenge !== null)
    return (
      <CodeStep
        challenge={challenge}
        back={() => {
          setChallenge(null);
          setPassword('');
          send.reset();
        }}
      />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: Wrong[] = [];
    if (!email.includes('@')) missing.push({ field: 'email', text: 'Enter your e-mail address' });
    if (password === '') missing.push({ field: 'password', text: 'Enter your password' });
    setOwn(missing);
    if (missing.length === 0) send.mutate({ body: { email: email.trim(), password } });
  };
  return (
    <Gate title="Sign in">
      <ErrorSummary wrongs={wrongs} />
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          id="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          wrong={wrongOf(wrongs, 'email')}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          id="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          wrong={wrongOf(wrongs, 'password')}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={send.isPending}>
          {send.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <p className="secondary">
        Forgotten your password? Somebody who manages users in your organisation can make a link to choose a
        new one.
      </p>
    </Gate>
  );
}
