import { Icon, Popover } from '../ui/index.ts';
import { useGo } from './location.ts';
import { useLeave, useSession } from './session.tsx';
import { setTheme, type Theme, useTheme } from './theme.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** Who I am, how it looks, the way out. */
export function AccountMenu() {
  const { user } = useSession();
  const go = useGo();
  const leave = useLeave();
  const chosen = useTheme();
  return (
    <Popover
      className="who"
      title="Account"
      side="right"
      label={
        <>
          <Icon name="person" />
          <span className="truncate">{user.name}</span>
        </>
      }
      button={{ look: 'plain', 'aria-label': `Account of ${user.name}` }}
    >
      {(close) => (
        <>
          <p className="group">{user.email}</p>
          <button
            type="button"
            className="option"
            onClick={() => {
              close();
              go('/account');
            }}
          >
            Account and security
          </button>
          <p className="group">Colours</p>
          {themes.map(([name, label]) => (
            <button
              key={name}
              type="button"
              className="option"
              aria-pressed={chosen === name}
              onClick={() => setTheme(name)}
            >
              {label}
              {chosen === name ? <Icon name="check" /> : null}
            </button>
          ))}
          <p className="group">Session</p>
          <button type="button" className="option" onClick={() => void leave()}>
            Sign out
          </button>
        </>
      )}
    </Popover>
  );
}
