import { type ConditionNode, selectNames } from '../condition/index.ts';
import { type Check, detectionOf, selectionEntries } from './document.ts';

/** Selections that no condition names. */
export const checkReferences: Check = ({ root, rule }, note) => {
  const detection = detectionOf(root);
  if (!rule || !detection) return;
  const names = [...rule.selections.keys()];
  const used = new Set(rule.conditions.flatMap(({ node }) => namesIn(node, names)));
  for (const { key, keyOffset } of selectionEntries(detection)) {
    if (used.has(key)) continue;
    note(
      'selection-unreferenced',
      keyOffset,
      `detection: expected "${key}" in the condition, found it unused`,
    );
  }
};

function namesIn(node: ConditionNode, names: readonly string[]): readonly string[] {
  switch (node.kind) {
    case 'identifier':
      return [node.name];
    case 'selector':
      return selectNames(node.pattern, names);
    case 'not':
      return namesIn(node.child, names);
    case 'and':
    case 'or':
      return node.children.flatMap((child) => namesIn(child, names));
  }
}
