import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { formatCount } from '../logic/time-format.ts';
import { Brand, Button, Go, Icon, useKeys } from '../ui/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { useAsk } from './ask.ts';
import { Help } from './help.tsx';
import { useLiveState } from './live.tsx';
import { useGo, useOrganisation } from './location.ts';
import { OrganisationPicker } from './organisation-picker.tsx';
import { places } from './places.ts';
import { RangePicker } from './range-picker.tsx';
import { useCan, useSession } from './session.tsx';
import { TopSearch } from './top-search.tsx';
import { UploadStrip } from './upload-strip.tsx';

const states = {
  live: 'Live',
  connecting: 'Connecting…',
  polling: 'Not live: asks every 15 s',
} as const;

function Nav({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const can = useCan();
  const [path] = useLocation();
  const organisation = useOrganisation();
  const live = useLiveState();
  const overview = useAsk(
    'overview',
    { query: { hours: 24, organisationId: organisation } },
    { enabled: can('overview.read'), every: 60_000 },
  );
  const here = (to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`));
  return (
    <nav className="nav" aria-label="Places" data-open={open ? '' : undefined}>
      <Go to="/" className="brand">
        <Brand />
        Cordon
      </Go>
      {places.map((place) => {
        const pages = place.pages.filter((page) => can(page.needs));
        if (pages.length === 0) return null;
        return (
          <section key={place.name} aria-label={place.name}>
            <h2>{place.name}</h2>
            {pages.map((page) => (
              <Go key={page.path} to={page.path} className="item" current={here(page.path)} onClick={close}>
                {page.label}
                {page.path === '/alerts' && overview.data !== undefined ? (
                  <span className="count">
                    {formatCount(overview.data.needSomeone)}
                    <span className="visually-hidden"> need someone</span>
                  </span>
                ) : null}
              </Go>
            ))}
          </section>
        );
      })}
      <div className="foot" role="status">
        <span>
          <span className="dot" data-state={live} />
          {states[live]}
        </span>
        <span>
          <kbd>?</kbd> all keys
        </span>
      </div>
    </nav>
  );
}

/**
 * A new page announces itself: focus goes to its title, as it would on a page that was loaded; as soon as there is
 * one, where the page is still on its way, unless the reader has gone elsewhere meanwhile. Answers how to stop.
 */
function focusTitle(main: HTMLElement): (() => void) | undefined {
  const from = document.activeElement;
  const now = () => {
    const title = main.querySelector<HTMLElement>('h1');
    title?.focus({ preventScroll: true });
    // While a page is on its way, the one before stays in the document, hidden: its title takes no focus.
    return title !== null && document.activeElement === title;
  };
  if (now()) return undefined;
  const watcher = new MutationObserver(() => {
    const moved = document.activeElement !== from && document.activeElement !== document.body;
    if (moved || now()) watcher.disconnect();
  });
  watcher.observe(main, { childList: true, subtree: true });
  return () => watcher.disconnect();
}

/** What stands around every page: places, search, whose data, which time, who I am. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { demonstration } = useSession();
  const can = useCan();
  // Asked for at once, so that dialogs that need them never wait.
  useAsk('nodes', {}, { enabled: can('federation.read') });
  const go = useGo();
  const [path] = useLocation();
  const [help, setHelp] = useState(false);
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    setMenu(false);
    main.current?.scrollTo(0, 0);
    return main.current === null ? undefined : focusTitle(main.current);
  }, [path]);
  useKeys(
    useMemo(
      () => [
        { keys: '?', label: 'Show all keys', group: 'Everywhere', run: () => setHelp(true) },
        ...places.flatMap((place) =>
          place.pages
            .filter((page) => can(page.needs))
            .map((page) => ({
              keys: `g ${page.letter}`,
              label: page.label,
              group: 'Go to',
              run: () => go(page.path),
            })),
        ),
      ],
      [can, go],
    ),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the places from anywhere inside
    <div
      className="frame"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setMenu(false);
      }}
    >
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; focus is moved by hand because the page scrolls inside */}
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to main content
      </a>
      <Nav open={menu} close={() => setMenu(false)} />
      <header className="top">
        <span className="menu-button">
          <Button look="plain" aria-label="Places" aria-expanded={menu} onClick={() => setMenu(!menu)}>
            <Icon name={menu ? 'close' : 'menu'} />
          </Button>
        </span>
        <OrganisationPicker />
        <TopSearch />
        <div className="end">
          <RangePicker />
          <AccountMenu />
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1} ref={main}>
        {demonstration ? (
          <div className="demo-note">Demonstration: everything you see is made up by a generator.</div>
        ) : null}
        <UploadStrip />
        {children}
      </main>
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </div>
  );
}
