import type { IrNode } from '../ir/node.ts';
import { routesOf } from '../logsource/index.ts';
import { entryOf, type YamlNode } from '../yaml/index.ts';
import { type Contradiction, contradictionOf, type EventLimits } from './contradiction.ts';
import { type Check, detectionOf, fieldOfKey, itemsOf, selectionEntries } from './document.ts';

/** Selections that no event can satisfy, alternatives of them, and conditions. */
export const checkSelections: Check = ({ root, rule }, note) => {
  const detection = detectionOf(root);
  if (!rule || !detection) return;
  const routes = routesOf(rule.logsource);
  const ids = routes.map(({ eventIds }) => eventIds);
  const known = ids.filter((each) => each !== undefined);
  const limits: EventLimits = {
    eventIds:
      ids.length > 0 && known.length === ids.length ? new Set(known.flatMap((each) => [...each])) : undefined,
    singleValues: rule.logsource.product === 'windows',
  };
  let found = false;
  for (const { key, keyOffset, value } of selectionEntries(detection)) {
    const node = rule.selections.get(key);
    if (!node) continue;
    const whole = contradictionOf(node, limits);
    if (whole) {
      found = true;
      note('selection-impossible', placeOf(value, whole) ?? keyOffset, `${key}: ${whole.reason}`);
      continue;
    }
    for (const { alternative, contradiction } of deadAlternatives(node, limits)) {
      const place = value.kind === 'seq' && value.items.length === alternativesOf(node).length;
      const item = place ? value.items[alternative] : undefined;
      const offset = (item && (placeOf(item, contradiction) ?? item.offset)) ?? keyOffset;
      note('selection-alternative-impossible', offset, `${key}: ${contradiction.reason}`);
    }
  }
  const impossible = found ? undefined : contradictionOf(rule.detection, limits);
  if (!impossible) return;
  const offset = entryOf(detection, 'condition')?.keyOffset ?? detection.offset;
  note('condition-impossible', offset, `condition: ${impossible.reason}`);
};

function alternativesOf(node: IrNode): readonly IrNode[] {
  return node.kind === 'or' ? node.children : [];
}

function deadAlternatives(
  node: IrNode,
  limits: EventLimits,
): { alternative: number; contradiction: Contradiction }[] {
  return alternativesOf(node).flatMap((child, alternative) => {
    const contradiction = contradictionOf(child, limits);
    return contradiction ? [{ alternative, contradiction }] : [];
  });
}

/** Offset of the last item of the field, the one that does not go with what stands before it. */
function placeOf(node: YamlNode, { field }: Contradiction): number | undefined {
  if (field === undefined) return undefined;
  return [...itemsOf(node)].findLast(({ key }) => fieldOfKey(key) === field)?.keyOffset;
}
