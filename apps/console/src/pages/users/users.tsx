import type { Role, User } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useUrlState } from '../../app/location.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  CopyButton,
  Dialog,
  Empty,
  Icon,
  Loaded,
  Page,
  PlainTable,
  Time,
  useToast,
} from '../../ui/index.ts';
import { roles } from '../account/roles.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';

const tones = { invited: 'accent', active: 'good', disabled: undefined } as const;
const roleLabel = (role: Role) => roles[role].label;

function ResetDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const reset = useChange('userReset', { renews: ['users'] });
  return (
    <Dialog
      title={`New password for ${user.name}`}
      onClose={onClose}
      foot={
        reset.data === undefined ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="danger"
              disabled={reset.isPending}
              onClick={() => reset.mutate({ params: { id: user.id } })}
            >
              Make the link
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      {reset.data === undefined ? (
        <p>
          This makes a one-time link to choose a new password, and removes the authenticator. Make sure that
          it is really {user.name} who asks: call back on a number that you know.
        </p>
      ) : (
        <>
          <p>Give this link to {user.name} yourself. It works once and is shown once.</p>
          <div className="secret">{reset.data.link}</div>
          <div>
            <CopyButton text={reset.data.link} label="Copy link" />
          </div>
        </>
      )}
    </Dialog>
  );
}

/** Who may do what, for whom, until when. */
export function Users() {
  const [state, set] = useUrlState();
  const can = useCan();
  const { user: me } = useSession();
  const [search, setSearch] = useState(state.q ?? '');
  const [dialog, setDialog] = useState<
    { readonly kind: 'invite' } | { readonly kind: 'grant' | 'reset'; readonly user: User } | null
  >(null);
  const users = useAsk('users', { query: { q: state.q, limit: 500 } });
  const toast = useToast();
  const update = useChange('userUpdate', { renews: ['users'] });
  const end = useChange('grantEnd', { renews: ['users'] });
  const give = useChange('grantAdd', { renews: ['users'] });
  const write = can('users.write');
  const rows = users.data?.rows;
  const endRole = (user: User, grant: User['grants'][number]) =>
    end.mutate(
      { params: { id: user.id, grantId: grant.id } },
      {
        onSuccess: () =>
          toast({
            text: `${user.name} is no longer ${roleLabel(grant.role).toLowerCase()} at ${grant.nodeName}`,
            undo: () =>
              give.mutate({
                params: { id: user.id },
                body: {
                  role: grant.role,
                  nodeIds: [grant.nodeId],
                  ...(grant.to === null ? {} : { to: grant.to }),
                },
              }),
          }),
      },
    );
  const turn = (user: User, next: 'active' | 'disabled') =>
    update.mutate(
      { params: { id: user.id }, body: { state: next } },
      {
        onSuccess: () =>
          toast({
            text:
              next === 'disabled' ? `${user.name} can no longer sign in` : `${user.name} can sign in again`,
            undo: () => turn(user, next === 'disabled' ? 'active' : 'disabled'),
          }),
      },
    );
  return (
    <Page
      title={rows === undefined ? 'Users' : plural(rows.length, 'user')}
      tab="Users"
      actions={
        write ? (
          <Button look="primary" small onClick={() => setDialog({ kind: 'invite' })}>
            <Icon name="plus" />
            Invite somebody
          </Button>
        ) : undefined
      }
    >
      <section className="panel" aria-label="Users">
        <form
          className="table-bar"
          onSubmit={(event) => {
            event.preventDefault();
            set({ q: search.trim() });
          }}
        >
          <input
            className="input list-search"
            type="search"
            aria-label="Find a user"
            placeholder="Name or e-mail"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </form>
        <Loaded query={users} what="users">
          {(answer) => (
            <PlainTable
              label="Users"
              least={52}
              rows={answer.rows}
              idOf={(user) => user.id}
              empty={<Empty title="Nobody fits" />}
              columns={[
                {
                  label: 'Name',
                  width: 14,
                  cell: (user) => (
                    <>
                      <b>{user.name}</b> {user.id === me.id ? <Chip>you</Chip> : null}
                      <div className="secondary small">{user.email}</div>
                    </>
                  ),
                },
                {
                  label: 'State',
                  width: 5.5,
                  cell: (user) => <Chip tone={tones[user.state]}>{user.state}</Chip>,
                },
                {
                  label: 'Authenticator',
                  width: 7,
                  cell: (user) => (user.totpEnabled ? 'on' : <span className="warn">off</span>),
                },
                {
                  label: 'Roles',
                  cell: (user) => (
                    <ul className="plain">
                      {user.grants.map((grant) => (
                        <li key={grant.id} className="row-line">
                          {roleLabel(grant.role)}, {grant.nodeName}
                          {grant.to === null ? null : (
                            <span className="secondary">
                              until <Time at={grant.to} />
                            </span>
                          )}
                          {write ? (
                            <Button
                              small
                              look="plain"
                              aria-label={`End ${roleLabel(grant.role)} of ${user.name} at ${grant.nodeName}`}
                              onClick={() => endRole(user, grant)}
                            >
                              End
                            </Button>
                          ) : null}
                        </li>
                      ))}
                    </ul>
                  ),
                },
                { label: 'Last seen', width: 7, cell: (user) => <Time at={user.lastSeen} /> },
                ...(write
                  ? [
                      {
                        label: 'Actions',
                        width: 16,
                        cell: (user: User) => (
                          <span className="buttons">
                            <Button small onClick={() => setDialog({ kind: 'grant', user })}>
                              Give a role…
                            </Button>
                            <Button small onClick={() => setDialog({ kind: 'reset', user })}>
                              Reset…
                            </Button>
                            {user.id === me.id || user.state === 'invited' ? null : (
                              <Button
                                small
                                onClick={() => turn(user, user.state === 'disabled' ? 'active' : 'disabled')}
                              >
                                {user.state === 'disabled' ? 'Enable' : 'Disable'}
                              </Button>
                            )}
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Loaded>
      </section>
      {dialog?.kind === 'invite' ? <InviteDialog onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'grant' ? <GrantDialog user={dialog.user} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'reset' ? <ResetDialog user={dialog.user} onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}
