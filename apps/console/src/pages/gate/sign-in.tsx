import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useEnter } from '../../app/session.tsx';
import { Button, TextField } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { GateForm, useGateForm } from './gate-form.tsx';

function CodeStep({ challenge, back }: { readonly challenge: string; readonly back: () => void }) {
  const enter = useEnter();
  const send = useChange('signInCode', { quiet: true, done: enter });
  const form = useGateForm({
    start: { code: '' },
    error: send.error,
    check: ({ code }) =>
      code.trim().length < 6 ? [{ field: 'code', text: 'Enter the six digits, or a recovery code' }] : [],
    send: ({ code }) => send.mutate({ body: { challenge, code: code.trim() } }),
  });
  return (
    <Gate title="Enter your code">
      <GateForm
        form={form}
        act="Sign in"
        pending={send.isPending}
        aside={
          <Button look="plain" onClick={back}>
            Start again
          </Button>
        }
      >
        <TextField
          label="Code from your authenticator"
          hint="Six digits. If you have lost the device, enter one of your recovery codes."
          inputMode="text"
          autoComplete="one-time-code"
          autoFocus
          {...form.field('code')}
        />
      </GateForm>
    </Gate>
  );
}

function PasswordStep({ challenged }: { readonly challenged: (challenge: string) => void }) {
  const enter = useEnter();
  const send = useChange('signIn', {
    quiet: true,
    done: (answer) => {
      if (answer.status === 'signed-in') enter(answer.session);
      else challenged(answer.challenge);
    },
  });
  const form = useGateForm({
    start: { email: '', password: '' },
    error: send.error,
    check: ({ email, password }) => [
      ...(email.includes('@') ? [] : [{ field: 'email', text: 'Enter your e-mail address' }]),
      ...(password === '' ? [{ field: 'password', text: 'Enter your password' }] : []),
    ],
    send: ({ email, password }) => send.mutate({ body: { email: email.trim(), password } }),
  });
  // Before the set-up nobody can sign in; a failed look changes nothing here.
  const setup = useAsk('setupState', {});
  if (setup.data?.needed === true)
    return (
      <Gate title="Cordon is not set up yet">
        <p>
          When it was started, Cordon printed a link that makes the first account. Open that link; it works
          once. Started again, Cordon prints a new one.
        </p>
      </Gate>
    );
  return (
    <Gate title="Sign in">
      <GateForm form={form} act={send.isPending ? 'Signing in…' : 'Sign in'} pending={send.isPending}>
        <TextField
          label="E-mail address"
          type="email"
          autoComplete="username"
          autoFocus
          {...form.field('email')}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          {...form.field('password')}
        />
      </GateForm>
      <p className="secondary">
        Forgotten your password? Somebody who manages users in your organisation can make a link to choose a
        new one.
      </p>
    </Gate>
  );
}

/** Password first, then the code where one is enrolled. The address asked for stays and opens afterwards. */
export function SignIn() {
  const [challenge, setChallenge] = useState<string | null>(null);
  return challenge === null ? (
    <PasswordStep challenged={setChallenge} />
  ) : (
    <CodeStep challenge={challenge} back={() => setChallenge(null)} />
  );
}
