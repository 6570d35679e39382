import { useLocation } from 'wouter';
import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import { useEnter } from '../../app/session.tsx';
import { TextField, Waiting } from '../../ui/index.ts';
import { DeadLink } from './dead-link.tsx';
import { Gate } from './gate.tsx';
import { GateForm, NewPassword, useGateForm } from './gate-form.tsx';
import { passwordWrongs } from './password-wrongs.ts';

function Form({ token, email }: { readonly token: string; readonly email: string }) {
  const enter = useEnter();
  const [, navigate] = useLocation();
  const send = useChange('invitationAccept', {
    quiet: true,
    done: (answer) => {
      if (answer.status === 'signed-in') enter(answer.session);
      navigate('/');
    },
  });
  const form = useGateForm({
    start: { password: '', again: '' },
    error: send.error,
    check: ({ password, again }) => passwordWrongs('password', password, { field: 'again', value: again }),
    send: ({ password }) => send.mutate({ params: { token }, body: { password } }),
  });
  return (
    <GateForm form={form} act="Save and sign in" pending={send.isPending}>
      <TextField label="E-mail address" autoComplete="username" value={email} readOnly />
      <NewPassword form={form} />
    </GateForm>
  );
}

/** An invitation, or a link to choose a new password. */
export function Invitation() {
  const token = useFragmentSecret();
  const link = useAsk('invitation', { params: { token } }, { enabled: token !== '' });
  if (token === '' || link.error !== null)
    return (
      <DeadLink
        error={link.error}
        retry={() => void link.refetch()}
        why="It has been used, has expired or was cut off"
      >
        <p>Ask the person who sent it for a new one. Nothing was changed.</p>
      </DeadLink>
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
