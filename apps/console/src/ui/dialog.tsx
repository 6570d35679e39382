import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/**
 * A modal dialog on the browser's own element: focus stays inside, Escape closes, and focus returns to where it was.
 * Rendered only while open. With `onSubmit` its body is a form and `foot` holds the submit button.
 */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit?: () => void;
  readonly wide?: boolean;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, onClose, onSubmit, wide = false, foot, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      // The browser would choose the button that closes, because it comes first.
      const first = dialog.querySelector<HTMLElement>(
        ':is(.dialog-body, .dialog-foot) :is(input, select, textarea, button, a):not(:disabled)',
      );
      first?.focus();
    }
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const inside = (
    <>
      <div className="dialog-body">{children}</div>
      {foot === undefined ? null : <div className="dialog-foot">{foot}</div>}
    </>
  );
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-wide={wide ? '' : undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <Button look="plain" small onClick={onClose} aria-label="Close">
          <Icon name="close" />
        </Button>
      </div>
      {onSubmit === undefined ? (
        inside
      ) : (
        <form
          onSubmit={submit}
          noValidate
          onKeyDown={(event) => {
            // In a text of several lines Enter makes a line.
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.requestSubmit();
          }}
        >
          {inside}
        </form>
      )}
    </dialog>
  );
}
