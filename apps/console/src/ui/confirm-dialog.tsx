import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before what cannot be undone; says what happens, and the button names the act. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly act: string;
  readonly danger?: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}) {
  const { title, act, danger = false, onCancel, onConfirm, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      foot={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button look={danger ? 'danger' : 'primary'} onClick={onConfirm}>
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
