import { useSession } from '../../app/session.tsx';
import { Panel, PlainTable, Time } from '../../ui/index.ts';
import { roles } from './roles.ts';

/** What I may do, and for whom. */
export function Grants() {
  const { grants } = useSession();
  return (
    <Panel title="My roles" flush>
      <PlainTable
        label="My roles"
        least={20}
        rows={grants}
        idOf={(grant) => grant.id}
        empty={<p>You hold no role. Ask whoever invited you.</p>}
        columns={[
          {
            label: 'Role',
            cell: (grant) => (
              <>
                <b>{roles[grant.role].label}</b>
                <br />
                <span className="secondary">{roles[grant.role].may}</span>
              </>
            ),
          },
          { label: 'For', width: 9, cell: (grant) => grant.nodeName },
          {
            label: 'Until',
            width: 6,
            cell: (grant) => (grant.to === null ? 'no end' : <Time at={grant.to} />),
          },
        ]}
      />
    </Panel>
  );
}
