import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A rule file beside its cases, both as parsed YAML; the shapes are checked by `rules/rules.test.ts`. */
export interface RuleFile {
  /** Path below `rules/` without the ending, for example `worm/wannacry-file-written`. */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  readonly rule: RuleDocument;
  readonly cases: CaseDocument;
}

export type DetectionValue = string | number | boolean | null;
export type DetectionItem = DetectionValue | readonly DetectionValue[];
/** A selection of our rules is a map of `field|modifiers` to a value or a list of values. */
export type Selection = Readonly<Record<string, DetectionItem>>;

export interface RuleDocument {
  readonly title: string;
  readonly id: string;
  readonly status: string;
  readonly description: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly logsource: Readonly<Record<string, string>>;
  readonly detection: Readonly<Record<string, Selection | string>>;
  readonly falsepositives: readonly string[];
  readonly level: string;
  readonly cordon: {
    readonly group_by: readonly string[];
    readonly confidence: string;
    readonly confidence_reason: string;
    readonly advice: {
      readonly meaning: string;
      readonly do: readonly string[];
      readonly do_not: readonly string[];
    };
  };
}

/** An event as a case writes it; every value is canonical text, a list is a field that occurs several times. */
export interface CaseEvent {
  readonly channel: string;
  readonly provider: string;
  readonly event_id: number;
  readonly computer: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

export interface Case {
  readonly name: string;
  readonly because: string;
  readonly event: CaseEvent;
}

export interface CaseDocument {
  readonly positive: readonly Case[];
  readonly negative: readonly Case[];
  /** Mutants that no event can tell from the rule, each with the reason. */
  readonly equivalent?: readonly { readonly mutant: string; readonly because: string }[];
}

export const rulesFolder = fileURLToPath(new URL('../../rules/', import.meta.url));

/** All rules of `rules/`, in order of their names. A rule without cases has empty lists. */
export function readRuleFiles(): RuleFile[] {
  const paths = globSync('*/*.yml', { cwd: rulesFolder }).map((path) => path.replaceAll('\\', '/'));
  const caseFiles = new Set(paths.filter((path) => path.endsWith('.cases.yml')));
  return paths
    .filter((path) => !caseFiles.has(path))
    .sort()
    .map((path) => {
      const name = path.replace(/\.yml$/, '');
      const text = readFileSync(rulesFolder + path, 'utf8');
      const casePath = `${name}.cases.yml`;
      const cases = caseFiles.has(casePath)
        ? (parse(readFileSync(rulesFolder + casePath, 'utf8')) as CaseDocument)
        : { positive: [], negative: [] };
      return {
        name,
        folder: name.slice(0, name.indexOf('/')),
        text,
        rule: parse(text) as RuleDocument,
        cases,
      };
    });
}
