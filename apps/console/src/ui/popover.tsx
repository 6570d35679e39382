import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Icon } from './icon.tsx';

/** Least distance to the edges of what the box stands in, px. */
const margin = 8;

/** Moves the box sideways into sight: it opens at its button, which may stand at an edge. */
function keepInside(box: HTMLElement): void {
  box.style.transform = '';
  const frame = (box.closest('main') ?? document.documentElement).getBoundingClientRect();
  const { left, right } = box.getBoundingClientRect();
  const shift = Math.max(
    Math.min(0, Math.min(frame.right, window.innerWidth) - margin - right),
    Math.max(frame.left, 0) + margin - left,
  );
  if (left < frame.left + margin || right > frame.right - margin)
    box.style.transform = `translateX(${Math.round(shift)}px)`;
}

/**
 * A button that opens a small box beneath it. Escape and a click elsewhere close it; focus returns to the button.
 * `children` gets a function that closes.
 */
export function Popover(props: {
  readonly label: ReactNode;
  readonly title: string;
  readonly side?: 'left' | 'right';
  readonly padded?: boolean;
  /** The button shows its label only, without the arrow of a menu. */
  readonly bare?: boolean;
  readonly button?: Omit<ButtonProps, 'children'>;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}) {
  const {
    label,
    title,
    side = 'left',
    padded = false,
    bare = false,
    button,
    className = '',
    children,
  } = props;
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && anchor.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    const first = anchor.current?.querySelector<HTMLElement>(
      '.popover input, .popover button, .popover a, .popover select',
    );
    first?.focus();
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  useLayoutEffect(() => {
    const box = anchor.current?.querySelector<HTMLElement>('.popover') ?? null;
    if (open && box !== null) keepInside(box);
  }, [open]);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the box inside are handled here as they bubble
    <div
      className={`popover-anchor ${className}`}
      ref={anchor}
      onKeyDown={(event) => {
        if (!open) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          const items = [...(anchor.current?.querySelectorAll<HTMLElement>('.popover .option') ?? [])];
          const at = items.indexOf(document.activeElement as HTMLElement);
          const next =
            items[
              (at + (event.key === 'ArrowDown' ? 1 : items.length - 1) + (at < 0 ? 1 : 0)) % items.length
            ];
          if (next === undefined) return;
          event.preventDefault();
          next.focus();
        }
      }}
    >
      <Button
        ref={trigger}
        aria-expanded={open}
        aria-haspopup="true"
        onClick={() => setOpen(!open)}
        {...button}
      >
        {label}
        {bare ? null : <Icon name="down" />}
      </Button>
      {open ? (
        // biome-ignore lint/a11y/useSemanticElements: it holds links and choices, not the fields of a form
        <div
          className="popover"
          data-side={side}
          data-pad={padded ? '' : undefined}
          role="group"
          aria-label={title}
        >
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}
