/** What the address bar holds behind `?`: every filter, so that a link is the view. Empty values are left out. */
export type UrlState = Readonly<Record<string, string>>;

/** Kept when going from one page to another: whose data, and which time. */
export const carried = ['org', 'range', 'from', 'to'] as const;

export function readSearch(search: string): UrlState {
  // From entries, not by assignment: a name such as __proto__ in a link is a name like any other.
  return Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
}

/** Stable text: names in order, so that equal views have equal links. */
export function writeSearch(state: UrlState): string {
  const search = new URLSearchParams();
  for (const name of Object.keys(state).sort()) {
    const value = state[name];
    if (value !== undefined && value !== '') search.set(name, value);
  }
  // Commas between values and colons in times read better as they are; both are allowed in a query.
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** `changes` over `state`; undefined or '' takes a name away. */
export function change(state: UrlState, changes: Readonly<Record<string, string | undefined>>): UrlState {
  const next: Record<string, string> = { ...state };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') delete next[name];
    else next[name] = value;
  }
  return next;
}

/** Address of another page with what is carried over from here; what `href` says itself wins. */
export function carry(href: string, search: string): string {
  const [path = '', own = ''] = href.split('?', 2);
  const here = readSearch(search);
  const state: Record<string, string> = {};
  for (const name of carried) {
    const value = here[name];
    if (value !== undefined) state[name] = value;
  }
  const wanted = readSearch(own);
  // A link that sets its own time replaces the carried one whole; half of each would be neither.
  if ('range' in wanted || 'from' in wanted) for (const name of ['range', 'from', 'to']) delete state[name];
  return path + writeSearch({ ...state, ...wanted });
}

/** Adds the value to a comma-separated list, or takes it away when it is there. */
export function toggle(list: string | undefined, value: string): string {
  const values = listOf(list);
  return (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]).join(',');
}

export function listOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}
