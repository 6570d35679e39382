/** A key press as far as shortcuts care; a KeyboardEvent is one. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where the press landed: what is typed into a field is never a shortcut. */
export interface Landing {
  readonly typing: boolean;
  /** A control that has its own use for Enter and the space bar. */
  readonly control: boolean;
  /** A dialog is open; only its own shortcuts count. */
  readonly dialog: boolean;
}

export interface Binding {
  /** One key (`j`, `Enter`, `?`) or two in a row (`g a`). */
  readonly keys: string;
  readonly label: string;
  readonly group: string;
  /** Also works in a dialog. */
  readonly inDialog?: boolean;
  readonly run: () => void;
}

export interface Resolution {
  readonly run: Binding | null;
  /** First key of a pair, waiting for the second; '' when nothing waits. */
  readonly waiting: string;
}

/**
 * Decides what a key press does. Later bindings win over earlier ones with the same keys, so a page can take over a
 * key of the frame. A waiting first key that leads nowhere is forgotten and the press counts on its own.
 */
export function resolve(
  bindings: readonly Binding[],
  press: Press,
  landing: Landing,
  waiting: string,
): Resolution {
  const nothing: Resolution = { run: null, waiting: '' };
  if (landing.typing || press.altKey || press.metaKey || press.ctrlKey) return nothing;
  if (landing.control && (press.key === 'Enter' || press.key === ' ')) return nothing;
  const usable = landing.dialog ? bindings.filter((binding) => binding.inDialog === true) : bindings;
  const find = (keys: string) => usable.findLast((binding) => binding.keys === keys) ?? null;
  if (waiting !== '') {
    const pair = find(`${waiting} ${press.key}`);
    if (pair !== null) return { run: pair, waiting: '' };
  }
  const single = find(press.key);
  if (single !== null) return { run: single, waiting: '' };
  const leads = usable.some((binding) => binding.keys.startsWith(`${press.key} `));
  return leads ? { run: null, waiting: press.key } : nothing;
}

/** For the help: groups in order of first appearance, the winner of each key only. */
export function helpOf(
  bindings: readonly Binding[],
): readonly { readonly group: string; readonly rows: readonly Binding[] }[] {
  const winners = new Map<string, Binding>();
  for (const binding of bindings) winners.set(binding.keys, binding);
  const groups = new Map<string, Binding[]>();
  for (const binding of winners.values()) {
    const rows = groups.get(binding.group) ?? [];
    rows.push(binding);
    groups.set(binding.group, rows);
  }
  return [...groups].map(([group, rows]) => ({ group, rows }));
}
