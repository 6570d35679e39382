import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Binding, type Landing, resolve } from '../logic/keymap.ts';

type Register = (bindings: readonly Binding[]) => () => void;
const Context = createContext<{ readonly register: Register; readonly all: () => readonly Binding[] }>({
  register: () => () => {},
  all: () => [],
});

function landingOf(target: EventTarget | null): Landing {
  const element = target instanceof Element ? target : null;
  const field = element?.closest('input, textarea, select, [contenteditable]') ?? null;
  const box = field instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(field.type);
  return {
    typing: field !== null && !box,
    control: box || element?.closest('button, a, summary, [role="tab"], [role="option"]') != null,
    dialog: document.querySelector('dialog[open]') !== null,
  };
}

/** One listener for the whole console; parts of pages lend it their bindings while they are shown. */
export function KeyProvider({ children }: { readonly children: ReactNode }) {
  const layers = useRef<(readonly Binding[])[]>([]);
  const register = useCallback<Register>((bindings) => {
    layers.current.push(bindings);
    return () => {
      layers.current = layers.current.filter((each) => each !== bindings);
    };
  }, []);
  const all = useCallback(() => layers.current.flat(), []);
  const [waiting, setWaiting] = useState('');
  const waits = useRef('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (key: string) => {
      waits.current = key;
      setWaiting(key);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
      )
        return;
      const result = resolve(all(), event, landingOf(event.target), waits.current);
      clearTimeout(timer);
      if (result.waiting !== waits.current) wait(result.waiting);
      if (result.waiting !== '') timer = setTimeout(() => wait(''), 1500);
      if (result.run === null) return;
      event.preventDefault();
      result.run.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [all]);
  const value = useMemo(() => ({ register, all }), [register, all]);
  return (
    <Context value={value}>
      {children}
      {waiting === '' ? null : (
        <div className="visually-hidden" role="status">
          {waiting} pressed: press the letter of a place
        </div>
      )}
    </Context>
  );
}

/** Lends bindings while the component is shown. Pass a memoised list. */
export function useKeys(bindings: readonly Binding[]): void {
  const { register } = useContext(Context);
  useEffect(() => register(bindings), [register, bindings]);
}

/** Every binding now in force, for the help. */
export function useAllKeys(): () => readonly Binding[] {
  return useContext(Context).all;
}
