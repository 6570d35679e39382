import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'danger' | 'plain';
  readonly small?: boolean;
  /** Shortcut shown beside the word. */
  readonly hint?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

export function Button({ look, small = false, hint, children, ref, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className="button"
      data-look={look}
      data-size={small ? 'small' : undefined}
      aria-keyshortcuts={hint}
      {...(ref === undefined ? {} : { ref })}
      {...rest}
    >
      {children}
      {hint === undefined ? null : (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key name is no control; aria-keyshortcuts says it instead
        <kbd aria-hidden="true">{hint}</kbd>
      )}
    </button>
  );
}
