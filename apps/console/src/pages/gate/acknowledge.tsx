import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import { Facts, TextField, Time, Waiting } from '../../ui/index.ts';
import { DeadLink } from './dead-link.tsx';
import { Gate } from './gate.tsx';
import { GateForm, useGateForm } from './gate-form.tsx';

/** The public page behind a one-time link in a hand-off: what is asked, and "we have it". */
export function Acknowledge({ inPath }: { readonly inPath?: string | undefined }) {
  const fragment = useFragmentSecret();
  // Some mail programs cut off what follows a #; such links carry the token in the path.
  const token = inPath ?? fragment;
  const state = useAsk('handOffState', { params: { token } }, { enabled: token !== '' });
  const send = useChange('handOffAcknowledge', { quiet: true });
  const form = useGateForm({
    start: { name: '' },
    error: send.error,
    check: ({ name }) =>
      name.trim() === ''
        ? [{ field: 'name', text: 'Enter your name, so that the centre knows whom to call' }]
        : [],
    send: ({ name }) => send.mutate({ params: { token }, body: { name: name.trim() } }),
  });
  if (token === '' || state.error !== null)
    return (
      <DeadLink
        error={state.error}
        retry={() => void state.refetch()}
        why="It was cut off, or is no longer valid"
      >
        <p>Telephone the person who sent it. The alert itself is not affected.</p>
      </DeadLink>
    );
  if (state.data === undefined)
    return (
      <Gate title="One moment">
        <Waiting what="the alert" />
      </Gate>
    );
  const { organisation, title, advice, sent } = state.data;
  const acknowledged = send.data?.acknowledged ?? state.data.acknowledged;
  return (
    <Gate title={title} wide>
      <Facts
        rows={[
          ['For', organisation],
          ['Sent', <Time key="sent" at={sent} exact />],
        ]}
      />
      <div>
        <h2>What the centre asks of you</h2>
        <p className="comment">{advice}</p>
      </div>
      {acknowledged === null ? (
        <GateForm form={form} act="Acknowledge" pending={send.isPending}>
          <TextField
            label="Your name"
            hint="Acknowledging says that somebody at your organisation has read this and is dealing with it."
            autoComplete="name"
            {...form.field('name')}
          />
        </GateForm>
      ) : (
        <div className="banner" data-tone="good" role="status">
          {send.data === undefined ? (
            <>
              This was acknowledged already, <Time at={acknowledged} exact />. Nothing more is needed here.
            </>
          ) : (
            <>
              Acknowledged <Time at={acknowledged} exact />. Thank you; you can close this page.
            </>
          )}
        </div>
      )}
    </Gate>
  );
}
