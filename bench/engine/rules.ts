import { join } from 'node:path';
import { type LoadReport, loadRules, type Rule, type RuleText } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';
import { corpora } from '../corpus.ts';

/** SigmaHQ's folders of rules that are in force. */
export const ruleFolders = ['rules', 'rules-emerging-threats', 'rules-threat-hunting'];

export async function sigmaHqTexts(): Promise<RuleText[]> {
  const texts: RuleText[] = [];
  for (const folder of ruleFolders) texts.push(...(await readRuleFiles(join(corpora(), '09-sigma', folder))));
  return texts;
}

/** All SigmaHQ rules for Windows, by id. */
export async function windowsRules(): Promise<{ rules: readonly Rule[]; report: LoadReport }> {
  const { rules, report } = loadRules(await sigmaHqTexts());
  return { rules: ofWindows(rules), report };
}

/** The texts of those rules in that order, each by itself. */
export async function windowsTexts(): Promise<RuleText[]> {
  const { rules } = await windowsRules();
  return rules.map(({ id, source }) => ({ name: `${id}.yml`, text: source.text }));
}

function ofWindows(rules: readonly Rule[]): Rule[] {
  return rules.filter((rule) => rule.logsource.product === 'windows').sort((a, b) => (a.id < b.id ? -1 : 1));
}
