import type { User } from '@cordon/api';
import { useCallback, useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useUrlState } from '../../app/location.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import { AskWhy, Button, Chip, type Column, Icon, Time } from '../../ui/index.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { UserSide } from './user-side.tsx';
import { roleLabel, stateTones } from './words.ts';

const idOf = (user: User) => user.id;
const rolesText = (user: User) =>
  user.grants.map((grant) => `${roleLabel(grant.role)}, ${grant.nodeName}`).join('; ');

const columnsFor = (myId: string): readonly Column<User>[] => [
  {
    id: 'name',
    label: 'Name',
    width: 11,
    cell: (user) => (
      <>
        <b>{user.name}</b> {user.id === myId ? <Chip>you</Chip> : null}
      </>
    ),
  },
  {
    id: 'email',
    label: 'E-mail',
    width: 15,
    rank: 2,
    cell: (user) => <span title={user.email}>{user.email}</span>,
  },
  {
    id: 'state',
    label: 'State',
    width: 5.5,
    cell: (user) => <Chip tone={stateTones[user.state]}>{user.state}</Chip>,
  },
  {
    id: 'totp',
    label: 'Authenticator',
    width: 7,
    rank: 3,
    cell: (user) => (user.totpEnabled ? 'on' : <span className="warn">off</span>),
  },
  {
    id: 'roles',
    label: 'Roles',
    least: 7,
    cell: (user) => <span title={rolesText(user)}>{rolesText(user)}</span>,
  },
  { id: 'seen', label: 'Last seen', width: 7, rank: 2, cell: (user) => <Time at={user.lastSeen} /> },
];
const search = { label: 'Find a user', placeholder: 'Name or e-mail', name: 'q' };

/** Who may do what, for whom, until when. */
export function Users() {
  const [state] = useUrlState();
  const can = useCan();
  const { user: me } = useSession();
  const list = usePages('users', (cursor) => ({ query: { cursor, q: state.q, limit: 200 } }));
  const [cursor, setCursor] = useState<string | null>(null);
  const [columns] = useState(() => columnsFor(me.id));
  const [dialog, setDialog] = useState<'invite' | 'grant' | 'reset' | null>(null);
  const close = () => setDialog(null);
  const current = list.rows.find((user) => user.id === cursor) ?? list.rows[0];
  return (
    <ListPage
      label="Users"
      title={list.total === undefined ? 'Users' : plural(list.total, 'user')}
      why={
        list.total === undefined ? null : (
          <AskWhy
            figure={plural(list.total, 'user')}
            what="Accounts with a role in a part of the federation that you may see and that fit the search; invited and disabled ones are counted."
            period="now"
            asOf={new Date(list.query.dataUpdatedAt).toISOString()}
          />
        )
      }
      actions={
        can('users.write') ? (
          <Button look="primary" small onClick={() => setDialog('invite')}>
            <Icon name="plus" />
            Invite somebody
          </Button>
        ) : null
      }
      list={list}
      columns={columns}
      idOf={idOf}
      onOpen={useCallback((user: User) => setCursor(user.id), [])}
      table={{
        cursor: current?.id ?? null,
        onCursor: setCursor,
        isDone: (user) => user.state === 'disabled',
      }}
      search={search}
      noneFit="Nobody fits"
      side={
        current === undefined ? undefined : (
          <UserSide
            key={current.id}
            user={current}
            onGrant={() => setDialog('grant')}
            onReset={() => setDialog('reset')}
          />
        )
      }
    >
      {dialog === 'invite' ? <InviteDialog onClose={close} /> : null}
      {dialog === 'grant' && current !== undefined ? <GrantDialog user={current} onClose={close} /> : null}
      {dialog === 'reset' && current !== undefined ? <ResetDialog user={current} onClose={close} /> : null}
    </ListPage>
  );
}
