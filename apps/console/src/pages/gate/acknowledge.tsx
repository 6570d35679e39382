import { type FormEvent, useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useFragmentSecret } from '../../app/fragment.ts';
import {
  Button,
  Empty,
  ErrorSummary,
  Facts,
  TextField,
  Time,
  Waiting,
  type Wrong,
  wrongOf,
} from '../../ui/index.ts';
import { Gate } from './gate.tsx';
import { wrongsOf } from './wrongs.ts';

/** The public page behind a one-time link in a hand-off: what is asked, and "we have it". */
export function Acknowledge({ inPath }: { readonly inPath?: string | undefined }) {
  const fragment = useFragmentSecret();
  // Some mail programs cut off what follows a #; such links carry the token in the path.
  const token = inPath ?? fragment;
  const state = useAsk('handOffState', { params: { token } }, { enabled: token !== '' });
  const send = useChange('handOffAcknowledge', { quiet: true });
  const [name, setName] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  if (token === '' || state.error !== null)
    return (
      <Gate title="This link does not work">
        <Empty title="It was cut off, or is no longer valid">
          <p>Telephone the person who sent it. The alert itself is not affected.</p>
        </Empty>
      </Gate>
    );
  if (state.data === undefined)
    return (
      <Gate title="One moment">
        <Waiting what="the alert" />
      </Gate>
    );
  const { organisation, title, advice, sent } = state.data;
  const acknowledged = send.data?.acknowledged ?? state.data.acknowledged;
  const wrongs = own.length > 0 ? own : wrongsOf(send.error, ['name']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing =
      name.trim() === ''
        ? [{ field: 'name', text: 'Enter your name, so that the centre knows whom to call' }]
        : [];
    setOwn(missing);
    if (missing.length === 0) send.mutate({ params: { token }, body: { name: name.trim() } });
  };
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
        <>
          <ErrorSummary wrongs={wrongs} />
          <form className="form" onSubmit={submit} noValidate>
            <TextField
              id="name"
              label="Your name"
              hint="Acknowledging says that somebody at your organisation has read this and is dealing with it."
              autoComplete="name"
              value={name}
              wrong={wrongOf(wrongs, 'name')}
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" look="primary" disabled={send.isPending}>
              Acknowledge
            </Button>
          </form>
        </>
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
