import { useLocation } from 'wouter';
import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import { useEnter } from '../../app/session.tsx';
import { Empty, Loaded, TextField } from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { GateForm, NewPassword, useGateForm } from './gate-form.tsx';
import { passwordWrongs } from './password-wrongs.ts';

function Form({ token }: { readonly token: string }) {
  const enter = useEnter();
  const [, navigate] = useLocation();
  const send = useChange('setup', {
    quiet: true,
    done: (session) => {
      enter(session);
      navigate('/organisations');
    },
  });
  const form = useGateForm({
    start: { name: '', email: '', password: '', again: '' },
    error: send.error,
    check: ({ name, email, password, again }) => [
      ...(name.trim() === '' ? [{ field: 'name', text: 'Enter your name' }] : []),
      ...(email.includes('@') ? [] : [{ field: 'email', text: 'Enter your e-mail address' }]),
      ...passwordWrongs('password', password, { field: 'again', value: again }),
    ],
    send: ({ name, email, password }) =>
      send.mutate({ body: { token, name: name.trim(), email: email.trim(), password } }),
  });
  return (
    <>
      <p>You are the first. This makes your account as administrator; the link then stops working.</p>
      <GateForm form={form} act="Set up Cordon" pending={send.isPending}>
        <TextField label="Your name" autoComplete="name" {...form.field('name')} />
        <TextField label="E-mail address" type="email" autoComplete="username" {...form.field('email')} />
        <NewPassword form={form} />
      </GateForm>
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
          needed && token !== '' ? (
            <Form token={token} />
          ) : needed ? (
            <Empty title="The link is not whole">
              <p>
                Open the whole link that Cordon printed when it was started, with everything after the{' '}
                <code>#</code>. Started again, Cordon prints a new one.
              </p>
            </Empty>
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
