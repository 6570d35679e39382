import { useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import { Button, Dialog } from '../../ui/index.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Me first, so that `a` then Enter takes it; others where I may see who there is. */
export function AssignDialog(props: {
  readonly count: number;
  readonly me: Person;
  readonly onCancel: () => void;
  readonly onAssign: (person: Person | null) => void;
}) {
  const { count, me, onCancel, onAssign } = props;
  const can = useCan();
  const [filter, setFilter] = useState('');
  const users = useAsk('users', { query: { limit: 200 } }, { enabled: can('users.read') });
  const words = filter.toLowerCase();
  const others = (users.data?.rows ?? []).filter(
    (user) =>
      user.id !== me.id &&
      user.state === 'active' &&
      `${user.name} ${user.email}`.toLowerCase().includes(words),
  );
  return (
    <Dialog title={`Assign ${plural(count, 'alert')}`} onClose={onCancel}>
      <div className="stack" data-gap="small">
        <button type="button" className="option" onClick={() => onAssign(me)}>
          Me <span className="aside">{me.name}</span>
        </button>
        <button type="button" className="option" onClick={() => onAssign(null)}>
          Nobody
        </button>
        {can('users.read') ? (
          <input
            className="input"
            aria-label="Find a person"
            placeholder="Find a person"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => {
              const [person] = others;
              if (event.key === 'Enter' && person !== undefined)
                onAssign({ id: person.id, name: person.name });
            }}
          />
        ) : null}
        {others.slice(0, 30).map((user) => (
          <button
            key={user.id}
            type="button"
            className="option"
            onClick={() => onAssign({ id: user.id, name: user.name })}
          >
            {user.name} <span className="aside">{user.grants[0]?.nodeName ?? ''}</span>
          </button>
        ))}
      </div>
      <div className="buttons">
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </Dialog>
  );
}
