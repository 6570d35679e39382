import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type Wrong, Wrongs } from './wrongs.tsx';

/** A form in a page. Its fields say themselves what is wrong with them. */
export function Form(props: {
  readonly className?: string;
  readonly wrongs: readonly Wrong[];
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { className = 'form', wrongs, onSubmit, children } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={className} onSubmit={submit} noValidate>
      <Wrongs wrongs={wrongs}>{children}</Wrongs>
    </form>
  );
}

/** A form in a dialog: one act, and a way out of it. */
export function FormDialog(props: {
  readonly title: string;
  /** Names the act on its button. */
  readonly act: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  /** The act cannot be done now: it is under way, or something is still missing. */
  readonly pending?: boolean;
  readonly wrongs?: readonly Wrong[];
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { title, act, cancel = 'Cancel', danger = false, wide = false } = props;
  const { pending = false, wrongs = [], onClose, onSubmit, children } = props;
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      onSubmit={onSubmit}
      foot={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={pending}>
            {act}
          </Button>
        </>
      }
    >
      <Wrongs wrongs={wrongs}>{children}</Wrongs>
    </Dialog>
  );
}
