import type { Alert, AlertState } from '@cordon/api';
import { levelOf, severityOf, techniqueName } from '../rules/index.ts';
import type { AlertKind } from '../signals/index.ts';

/** An organisation's part of an alert as the caller may see it, with what its head adds. */
export interface PartRow {
  readonly id: string;
  readonly head_id: string;
  readonly kind: AlertKind;
  readonly cluster: string | null;
  readonly origin: Alert['origin'];
  readonly previous_id: string | null;
  readonly all_organisations: number;
  /** Parts of the head within scope, shown or filtered out. */
  readonly parts_in_scope: number;
  /** Newest decision on any of those parts. */
  readonly decided: Date | null;
  readonly organisation_id: string;
  readonly organisation_code: string;
  readonly organisation_name: string;
  readonly state: AlertState;
  readonly close_reason: NonNullable<Alert['closeReason']> | null;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly level: number;
  readonly first: Date;
  readonly last: Date;
  readonly count: number;
  readonly devices: number;
  readonly first_device: string;
  readonly created: Date;
  readonly handed_off: boolean;
  readonly muted_until: Date | null;
  readonly snoozed_until: Date | null;
}
export interface RuleRow {
  readonly head_id: string;
  readonly rule_id: string;
  readonly count: number;
  /** Null when the rule was never known here. */
  readonly title: string | null;
  readonly level: number | null;
  readonly tags: readonly string[] | null;
  readonly techniques: readonly string[] | null;
}

/** An alert without its curve, and what sorting and facets need of it. */
export interface AlertSummary {
  readonly alert: Omit<Alert, 'curve'>;
  /** When the oldest part that nobody acknowledged was recorded; null when all are. */
  readonly waitingSince: number | null;
  readonly assignees: readonly { readonly id: string; readonly name: string }[];
  /** Every part is muted or snoozed: shown on demand only. */
  readonly quiet: boolean;
}

/** Sums up the parts of one head that are in view. What lies outside of scope is in none of the figures. */
export function summarise(parts: readonly PartRow[], rules: readonly RuleRow[]): AlertSummary | undefined {
  const [head] = parts;
  if (!head) return undefined;
  const ranked = rules.toSorted(
    (a, b) => (b.level ?? 2) - (a.level ?? 2) || b.count - a.count || (a.rule_id < b.rule_id ? -1 : 1),
  );
  const open = parts.filter((part) => part.state !== 'closed');
  const earliest = parts.reduce((a, b) => (b.first < a.first ? b : a));
  const assignees = new Map<string, string>();
  for (const part of open.length > 0 ? open : parts)
    if (part.assignee_id) assignees.set(part.assignee_id, part.assignee_name ?? '');
  const [onlyAssignee] = assignees;
  const waiting = parts.filter((part) => part.state === 'new').map((part) => part.created.getTime());
  const techniques = [...new Set(ranked.flatMap((rule) => rule.techniques ?? []))];
  return {
    alert: {
      id: head.head_id,
      ruleId: ranked[0]?.rule_id ?? '',
      title: titleOf(head, ranked, earliest.first_device),
      cluster: head.cluster,
      rules: ranked.map((rule) => ({
        id: rule.rule_id,
        title: rule.title ?? rule.rule_id,
        level: severityOf(rule.level ?? levelOf('medium')),
        count: rule.count,
      })),
      previousId: head.previous_id,
      level: severityOf(Math.max(...parts.map((part) => part.level))),
      kind: head.kind,
      tags: [...new Set(ranked.flatMap((rule) => rule.tags ?? []))],
      techniques: techniques.map((id) => ({ id, name: techniqueName(id) })),
      state: stateOf(parts),
      closeReason: open.length > 0 ? null : (same(parts.map((part) => part.close_reason)) ?? null),
      assignee: onlyAssignee && assignees.size === 1 ? { id: onlyAssignee[0], name: onlyAssignee[1] } : null,
      decided: head.decided?.toISOString() ?? null,
      first: earliest.first.toISOString(),
      last: new Date(Math.max(...parts.map((part) => part.last.getTime()))).toISOString(),
      count: sum(parts, (part) => part.count),
      devices: sum(parts, (part) => part.devices),
      organisations: parts
        .toSorted((a, b) => b.devices - a.devices || (a.organisation_name < b.organisation_name ? -1 : 1))
        .map((part) => ({
          id: part.organisation_id,
          code: part.organisation_code,
          name: part.organisation_name,
          devices: part.devices,
          count: part.count,
          state: part.state,
          handedOff: part.handed_off,
        })),
      otherOrganisations: Math.max(0, head.all_organisations - head.parts_in_scope),
      firstDevice: earliest.first_device,
      origin: head.origin,
      mutedUntil: earliestEnd(parts.map((part) => part.muted_until)),
      snoozedUntil: earliestEnd(parts.map((part) => part.snoozed_until)),
    },
    waitingSince: waiting.length > 0 ? Math.min(...waiting) : null,
    assignees: [...assignees].map(([id, name]) => ({ id, name })),
    quiet: parts.every((part) => part.muted_until !== null || part.snoozed_until !== null),
  };
}

/** The state that needs someone most: one new part keeps the whole new, all closed makes it closed. */
export function stateOf(parts: readonly Pick<PartRow, 'state'>[]): AlertState {
  const order: readonly AlertState[] = ['new', 'acknowledged', 'investigating', 'closed'];
  return order.find((state) => parts.some((part) => part.state === state)) ?? 'closed';
}

function titleOf(head: PartRow, ranked: readonly RuleRow[], device: string): string {
  if (head.kind === 'silence') return `Source has gone silent: ${device}`;
  const [worst] = ranked;
  const title = worst?.title ?? worst?.rule_id ?? 'Rule no longer known';
  if (!head.cluster) return title;
  return ranked.length > 1
    ? `${head.cluster}: ${ranked.length} rules, ${title}`
    : `${head.cluster}: ${title}`;
}

/** Until when the whole is quiet: the earliest end, and only when every part is quiet. */
function earliestEnd(ends: readonly (Date | null)[]): string | null {
  const set = ends.filter((end) => end !== null);
  if (set.length < ends.length || set.length === 0) return null;
  return new Date(Math.min(...set.map((end) => end.getTime()))).toISOString();
}

function same<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function sum(parts: readonly PartRow[], pick: (part: PartRow) => number): number {
  return parts.reduce((total, part) => total + pick(part), 0);
}
