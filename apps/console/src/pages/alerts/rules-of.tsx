import type { Alert } from '@cordon/api';
import { formatCount } from '../../logic/time-format.ts';
import { Go, PlainTable, Severity } from '../../ui/index.ts';

/** The rules that raised an alert together: several signs of one thing. */
export function RulesOf({ alert }: { readonly alert: Alert }) {
  return (
    <div className="stack" data-gap="small">
      <p>
        {alert.cluster === null ? 'Several rules' : `Rules about ${alert.cluster}`} found this together, the
        worst first.
      </p>
      <PlainTable
        label="Rules that found it"
        rows={alert.rules}
        idOf={(rule) => rule.id}
        columns={[
          { label: 'Level', width: 6.5, cell: (rule) => <Severity level={rule.level} /> },
          {
            label: 'Rule',
            cell: (rule) => <Go to={`/rules/${encodeURIComponent(rule.id)}`}>{rule.title}</Go>,
          },
          { label: 'Hits', width: 4, number: true, cell: (rule) => formatCount(rule.count) },
        ]}
      />
    </div>
  );
}
