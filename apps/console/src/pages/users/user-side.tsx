import type { User } from '@cordon/api';
import { useChange } from '../../app/ask.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { Button, Chip, Facts, Time, useToast } from '../../ui/index.ts';
import { roleLabel, stateTones } from './words.ts';

/** One person: what they may do, for whom, until when, and how to change it. */
export function UserSide(props: {
  readonly user: User;
  readonly onGrant: () => void;
  readonly onReset: () => void;
}) {
  const { user, onGrant, onReset } = props;
  const write = useCan()('users.write');
  const { user: me } = useSession();
  const toast = useToast();
  const update = useChange('userUpdate', { renews: ['users'] });
  const end = useChange('grantEnd', { renews: ['users'] });
  const give = useChange('grantAdd', { renews: ['users'] });
  const endRole = (grant: User['grants'][number]) =>
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
  const turn = (next: 'active' | 'disabled') =>
    update.mutate(
      { params: { id: user.id }, body: { state: next } },
      {
        onSuccess: () =>
          toast({
            text:
              next === 'disabled' ? `${user.name} can no longer sign in` : `${user.name} can sign in again`,
            undo: () => turn(next === 'disabled' ? 'active' : 'disabled'),
          }),
      },
    );
  const next = user.state === 'disabled' ? 'active' : 'disabled';
  return (
    <aside className="side" aria-label="Selected user">
      <div className="side-part">
        <div className="row-line">
          <h2>{user.name}</h2>
          <Chip tone={stateTones[user.state]}>{user.state}</Chip>
          {user.id === me.id ? <Chip>you</Chip> : null}
        </div>
        <Facts
          rows={[
            ['E-mail', user.email],
            ['Authenticator', user.totpEnabled ? 'on' : 'off'],
            ['Last seen', <Time key="seen" at={user.lastSeen} />],
          ]}
        />
        {write ? (
          <div className="buttons">
            <Button small onClick={onGrant}>
              Give a role…
            </Button>
            <Button small onClick={onReset}>
              Reset…
            </Button>
            {user.id === me.id || user.state === 'invited' ? null : (
              <Button small onClick={() => turn(next)}>
                {next === 'active' ? 'Enable' : 'Disable'}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      <div className="side-part">
        <h3>Roles</h3>
        {user.grants.length === 0 ? <p className="secondary">None: {user.name} can see nothing.</p> : null}
        <ul className="plain stack" data-gap="small">
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
                  onClick={() => endRole(grant)}
                >
                  End
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
