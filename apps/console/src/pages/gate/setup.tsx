import { type FormEvent, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import { useEnter } from '../../app/session.tsx';
import { Button, Empty, ErrorSummary, Loaded, TextField, type Wrong, wrongOf } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { passwordWrongs, wrongsOf } from './wrongs.ts';

function Form({ token }: { readonly token: string }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const enter = useEnter();
  const [, navigate] = useLocation();
  const send = useChange('setup', {
    quiet: true,
    done: (session) => {
      enter(session);
      navigate('/organisations');
    },
  });
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(send.error, ['name', 'email', 'password'])),
    [own, send.error],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: Wrong[] = [];
    if (name.trim() === '') missing.push({ field: 'name', text: 'Enter your name' });
    if (!email.includes('@')) missing.push({ field: 'email', text: 'Enter your e-mail address' });
    missing.push(...passwordWrongs('password', password, { field: 'again', value: again }));
    setOwn(missing);
    if (missing.length === 0)
      send.mutate({ body: { token, name: name.trim(), email: email.trim(), password } });
  };
  return (
    <>
      <p>You are the first. This makes your account as administrator; the link then stops working.</p>
      <ErrorSummary wrongs={wrongs} />
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          id="name"
          label="Your name"
          autoComplete="name"
          value={name}
          wrong={wrongOf(wrongs, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          id="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          value={email}
          wrong={wrongOf(wrongs, 'email')}
          onChange={(event) => setEmail(event.target.value)}
        />
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
          Set up Cordon
        </Button>
      </form>
    </>
  );
}

/** The one-time link of the first start. */
export function Setup() {
  const token = useFragmentSecret();
  const state = useAsk('setupState', {});
  return (
    <Gate title="Set up Cordon">
      <Loaded query={state} what="the state of the set-up">
        {({ needed }) =>
          needed ? (
            <Form token={token} />
          ) : (
            <Empty title="Cordon is already set up">
              <p>
                The link has been used. <a href="/">Sign in</a>.
              </p>
            </Empty>
          )
        }
      </Loaded>
    </Gate>
  );
}
