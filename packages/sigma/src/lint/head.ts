import { specificationKeys } from '../parse/metadata.ts';
import { entryOf, isNull } from '../yaml/index.ts';
import { type Check, scalarAt, scalarsAt } from './document.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const LONGEST_TITLE = 256;
const RELATIONS = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];

/** What the schema of the specification says about the head of a rule, beyond what the loader refuses. */
export const checkHead: Check = ({ root, kind }, note) => {
  const start = root.entries[0]?.keyOffset ?? root.offset;
  const id = scalarAt(root, 'id');
  if (!id || isNull(id)) note('id-missing', start, 'rule: expected "id" with a UUID, found none');
  else if (!UUID.test(id.text)) note('id-not-uuid', id.offset, `id: expected a UUID, found "${id.text}"`);

  const title = scalarAt(root, 'title');
  if (title && title.text.length > LONGEST_TITLE) {
    const found = `found ${title.text.length}`;
    note('title-too-long', title.offset, `title: expected at most ${LONGEST_TITLE} characters, ${found}`);
  }
  if (kind !== 'filter') {
    for (const key of ['status', 'level'] as const) {
      const value = entryOf(root, key)?.value;
      if (!value || isNull(value)) note(`${key}-missing`, start, `rule: expected "${key}", found none`);
    }
  }
  for (const key of ['date', 'modified']) {
    const value = scalarAt(root, key);
    if (value && !isNull(value) && !DATE.test(value.text))
      note('date-format', value.offset, `${key}: expected a date as YYYY-MM-DD, found "${value.text}"`);
  }
  const related = entryOf(root, 'related')?.value;
  for (const each of related?.kind === 'seq' ? related.items : []) {
    if (each.kind !== 'map') continue;
    const type = scalarAt(each, 'type');
    if (type && RELATIONS.includes(type.text)) continue;
    const found = type ? `found "${type.text}"` : 'found none';
    note('related-type', (type ?? each).offset, `related: expected type ${RELATIONS.join(', ')}, ${found}`);
  }
};

/** Lists of which the schema says that no entry stands twice. */
export const checkLists: Check = ({ root }, note) => {
  for (const key of ['tags', 'references', 'fields', 'falsepositives']) {
    const seen = new Set<string>();
    for (const { text, offset } of scalarsAt(root, key)) {
      if (seen.has(text))
        note('list-repeats', offset, `${key}: expected each entry once, found "${text}" again`);
      seen.add(text);
    }
  }
};

/** Keys that are one slip away from a key of the specification. */
export const checkKeys: Check = ({ root }, note) => {
  for (const { key, keyOffset } of root.entries) {
    if (specificationKeys.includes(key)) continue;
    const meant = specificationKeys.find(
      (each) => !entryOf(root, each) && each.length > 3 && withinOneSlip(key.toLowerCase(), each),
    );
    if (meant)
      note('key-misspelt', keyOffset, `rule: expected a key of Sigma such as "${meant}", found "${key}"`);
  }
};

/** Whether two words are equal but for one letter left out, added, changed, or two neighbours swapped. */
function withinOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const restA = a.slice(from);
  const restB = b.slice(from);
  if (restA.length !== restB.length)
    return restA.length > restB.length ? restA.slice(1) === restB : restB.slice(1) === restA;
  if (restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
