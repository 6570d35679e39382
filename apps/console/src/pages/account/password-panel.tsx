import { useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { Button, Form, Panel, TextField, useToast, type Wrong } from '../../ui/index.ts';
import { passwordWrongs } from '../gate/password-wrongs.ts';

export function PasswordPanel() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const toast = useToast();
  const send = useChange('changePassword', {
    quiet: true,
    done: () => {
      setCurrent('');
      setNext('');
      toast({ text: 'Password changed. Your other sessions have ended.' });
    },
  });
  const { wrongs, passes } = useWrongs(send.error, ['current', 'next']);
  const submit = () => {
    const missing: Wrong[] = [];
    if (current === '') missing.push({ field: 'current', text: 'Enter your present password' });
    missing.push(...passwordWrongs('next', next));
    if (passes(missing)) send.mutate({ body: { current, next } });
  };
  return (
    <Panel title="Password">
      <Form wrongs={wrongs} onSubmit={submit}>
        <TextField
          id="current"
          label="Present password"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          id="next"
          label="New password"
          hint="At least 12 characters. Your other sessions end."
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        <div className="buttons">
          <Button type="submit" disabled={send.isPending}>
            Change password
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
