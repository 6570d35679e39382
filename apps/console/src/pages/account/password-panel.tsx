import { type FormEvent, useMemo, useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { Button, ErrorSummary, Panel, TextField, useToast, type Wrong, wrongOf } from '../../ui/index.ts';
import { passwordWrongs, wrongsOf } from '../gate/wrongs.ts';

export function PasswordPanel() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const toast = useToast();
  const send = useChange('changePassword', {
    quiet: true,
    done: () => {
      setCurrent('');
      setNext('');
      toast({ text: 'Password changed. Your other sessions have ended.' });
    },
  });
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(send.error, ['current', 'next'])),
    [own, send.error],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: Wrong[] = [];
    if (current === '') missing.push({ field: 'current', text: 'Enter your present password' });
    missing.push(...passwordWrongs('next', next));
    setOwn(missing);
    if (missing.length === 0) send.mutate({ body: { current, next } });
  };
  return (
    <Panel title="Password">
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary wrongs={wrongs} />
        <TextField
          id="current"
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={current}
          wrong={wrongOf(wrongs, 'current')}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          id="next"
          label="New password"
          hint="At least 12 characters. Your other sessions end."
          type="password"
          autoComplete="new-password"
          value={next}
          wrong={wrongOf(wrongs, 'next')}
          onChange={(event) => setNext(event.target.value)}
        />
        <div className="buttons">
          <Button type="submit" disabled={send.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  );
}
