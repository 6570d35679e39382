/**
 * Fields of a hit that tell its alert's cases apart, beside those that matched: who signed in from where, say, where
 * the rule itself only asks for addresses that are not ours. The hit has the values by which its rule groups; the
 * fields are those that hold them.
 */
export function tellingFields(hit: {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly matched: readonly { readonly field: string }[];
}): readonly { readonly field: string; readonly value: string }[] {
  const matched = new Set(hit.matched.map((each) => each.field.toLowerCase()));
  const wanted = hit.key.split('\u001f').filter((value) => value !== '' && value !== '-');
  const open = Object.entries(hit.fields).filter(([field]) => !matched.has(field.toLowerCase()));
  return wanted.flatMap((value) => {
    const found = open.find(([, held]) => held === value);
    return found === undefined ? [] : [{ field: found[0], value }];
  });
}
