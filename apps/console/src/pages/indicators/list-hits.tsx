import type { IndicatorList } from '@cordon/api';
import { formatCount, plural } from '../../logic/time-format.ts';
import { Go } from '../../ui/index.ts';

/** Alerts of a list at one organisation, or all of them; open or not. */
export function alertsOf(list: IndicatorList, organisationId?: string): string {
  const own = organisationId === undefined ? '' : `&org=${organisationId}`;
  return `/alerts?ruleId=${encodeURIComponent(list.ruleId)}${own}&state=new,acknowledged,investigating,closed`;
}

/** Hits by organisation, those with most first. */
export function HitsLine({ list }: { readonly list: IndicatorList }) {
  const [first, ...others] = list.hits;
  if (first === undefined) return <span className="secondary">none</span>;
  const rest = others.reduce((sum, hit) => sum + hit.events, 0);
  return (
    <Go to={alertsOf(list)}>
      {first.organisationName} {formatCount(first.events)}
      {others.length === 0 ? '' : `, ${plural(others.length, 'other organisation')} ${formatCount(rest)}`}
    </Go>
  );
}
