import type { Alert } from '@cordon/api';
import { formatCount } from '../../logic/time-format.ts';
import { Chip, Go, PlainTable } from '../../ui/index.ts';
import { StateChip } from './words.tsx';

/** The parts of an alert, one an organisation. Choosing some limits the actions to them. */
export function Parts(props: {
  readonly alert: Alert;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
}) {
  const { alert, chosen, onChoose } = props;
  return (
    <>
      <PlainTable
        label="Organisations"
        least={22}
        rows={alert.organisations}
        idOf={(part) => part.id}
        columns={[
          {
            label: 'Organisation',
            cell: (part) => (
              <span className="choice">
                <input
                  type="checkbox"
                  aria-label={`Act on the part of ${part.name}`}
                  checked={chosen.has(part.id)}
                  onChange={(event) => {
                    const next = new Set(chosen);
                    if (event.target.checked) next.add(part.id);
                    else next.delete(part.id);
                    onChoose(next);
                  }}
                />
                <Go to={`/organisations/${part.id}`}>{part.name}</Go>
              </span>
            ),
          },
          { label: 'Devices', width: 4.5, number: true, cell: (part) => formatCount(part.devices) },
          {
            label: 'State',
            width: 9,
            cell: (part) => (
              <span className="chips">
                <StateChip state={part.state} />
                {part.handedOff ? <Chip>handed off</Chip> : null}
              </span>
            ),
          },
        ]}
      />
      {alert.otherOrganisations > 0 ? (
        <p className="inside secondary">And {alert.otherOrganisations} outside your scope.</p>
      ) : null}
    </>
  );
}
