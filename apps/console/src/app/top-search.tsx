import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { writeSearch } from '../logic/url-state.ts';
import { Icon, useKeys } from '../ui/index.ts';
import { type Found, findHere, useFindThere } from './find.ts';
import { useGo } from './location.ts';
import { useCan, useSession } from './session.tsx';

/** One box that finds anything by name, and takes pasted hashes and addresses to the event search. */
export function TopSearch() {
  const session = useSession();
  const can = useCan();
  const go = useGo();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  /** What had the focus when `/` was pressed; Escape gives it back. */
  const before = useRef<Element | null>(null);
  const list = useId();
  const asked = useDeferredValue(text);
  const there = useFindThere(asked, session);
  const found = useMemo<readonly Found[]>(() => {
    const all = [...findHere(text, session), ...(there.data ?? [])];
    if (text.trim() !== '' && can('events.read'))
      all.push({
        group: 'Free text',
        label: `Search events for “${text.trim().slice(0, 60)}”`,
        aside: '',
        to: `/events${writeSearch({ text: text.trim().slice(0, 2000) })}`,
      });
    return all;
  }, [text, session, there.data, can]);
  useKeys(
    useMemo(
      () => [
        {
          keys: '/',
          label: 'Search for anything',
          group: 'Everywhere',
          run: () => {
            before.current = document.activeElement;
            input.current?.focus();
          },
        },
      ],
      [],
    ),
  );
  const choose = (each: Found | undefined) => {
    if (each === undefined) return;
    setOpen(false);
    setText('');
    input.current?.blur();
    go(each.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    }
  };
  const shown = open && text.trim() !== '';
  return (
    <search className="search">
      <Icon name="search" />
      <input
        ref={input}
        className="input"
        type="text"
        role="combobox"
        aria-label="Find a device, alert, rule, organisation or page; or paste hashes and addresses"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && found.length > 0 ? `${list}-${active}` : undefined}
        placeholder="Find anything, or paste hashes and addresses"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onPaste={(event) => {
          // A single-line field would join a pasted list into one word.
          const pasted = event.clipboardData.getData('text');
          if (!/[\r\n]/.test(pasted)) return;
          event.preventDefault();
          setText(`${text} ${pasted.replace(/\s+/g, ' ')}`.trim());
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      <div className="popover results" role="listbox" id={list} aria-label="Found" hidden={!shown}>
        {shown
          ? found.map((each, index) => (
              <div key={`${each.group} ${each.to} ${each.label}`}>
                {each.group === found[index - 1]?.group ? null : (
                  <div className="group" aria-hidden="true">
                    {each.group}
                  </div>
                )}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field */}
                <div
                  className="option"
                  role="option"
                  id={`${list}-${index}`}
                  aria-selected={index === active}
                  data-active={index === active ? '' : undefined}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => choose(each)}
                >
                  <span className="truncate">{each.label}</span>
                  <span className="aside">{each.aside}</span>
                </div>
              </div>
            ))
          : null}
      </div>
    </search>
  );
}
