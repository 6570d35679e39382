import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { useKeys } from './keys.tsx';

export interface Toast {
  readonly text: string;
  readonly tone?: 'bad';
  /** Takes the action back; also on `u`. */
  readonly undo?: () => void;
}
const Context = createContext<(toast: Toast) => void>(() => {});

/** Tells what happened, politely: announced, shown for 12 s or until the next one, never in the way of typing. */
export function useToast(): (toast: Toast) => void {
  return useContext(Context);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback((next: Toast) => {
    clearTimeout(timer.current);
    setToast(next);
    timer.current = setTimeout(() => setToast(null), next.tone === 'bad' ? 30_000 : 12_000);
  }, []);
  const undo = toast?.undo;
  const takeBack = useCallback(() => {
    setToast(null);
    undo?.();
  }, [undo]);
  useKeys(
    useMemo(
      () =>
        undo === undefined
          ? []
          : [{ keys: 'u', label: 'Undo the last action', group: 'Triage', run: takeBack }],
      [undo, takeBack],
    ),
  );
  return (
    <Context value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toast === null ? null : (
          <div className="toast" data-tone={toast.tone}>
            <span>{toast.text}</span>
            {undo === undefined ? null : (
              <Button small hint="u" onClick={takeBack}>
                Undo
              </Button>
            )}
            <Button small look="plain" onClick={() => setToast(null)}>
              Dismiss
            </Button>
          </div>
        )}
      </div>
    </Context>
  );
}
