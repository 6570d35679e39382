import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sharedData } from './shared-data.ts';

/**
 * Writes the tables of MITRE ATT&CK that the linter and the coverage matrix use: ids, names, tactics and state of
 * techniques, ids and state of all else, and the Windows events that detection strategies look at. Facts only, no
 * text of ATT&CK. Run with `node tools/attack-tables.ts` when the shared data has another version.
 */
const version = '18.1';
const folder = fileURLToPath(new URL('../packages/sigma/src/attack/', import.meta.url));

interface StixObject {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly revoked?: boolean;
  readonly x_mitre_deprecated?: boolean;
  readonly x_mitre_shortname?: string;
  readonly relationship_type?: string;
  readonly source_ref?: string;
  readonly target_ref?: string;
  readonly external_references?: readonly { readonly source_name: string; readonly external_id?: string }[];
  readonly kill_chain_phases?: readonly { readonly phase_name: string }[];
}

interface Strategies {
  readonly detections: readonly {
    readonly technique: string;
    readonly strategy: string;
    readonly analytics: readonly {
      readonly logSources: readonly { readonly name: string; readonly channel: string }[];
    }[];
  }[];
}

const head = `/**
 * MITRE ATT&CK ${version} (enterprise and ICS), written by tools/attack-tables.ts. Do not edit.
 *
 * © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE
 * Corporation. Terms: LICENSE-ATTACK.txt beside this file.
 */`;

const data = sharedData();
if (data === undefined) throw new Error('expected the shared data, found none');

const bundle = (name: string): readonly StixObject[] =>
  (
    JSON.parse(gunzipSync(readFileSync(join(data, '03-attack', name))).toString('utf8')) as {
      objects: readonly StixObject[];
    }
  ).objects;
const all = [
  ...bundle(`enterprise-attack-${version}.stix21.json.gz`),
  ...bundle(`ics-attack-${version}.json.gz`),
];

const attackId = (object: StixObject): string | undefined =>
  object.external_references?.find(({ source_name }) => source_name === 'mitre-attack')?.external_id;
const byStixId = new Map(all.map((object) => [object.id, object]));
const successor = new Map(
  all
    .filter((object) => object.relationship_type === 'revoked-by')
    .map(({ source_ref = '', target_ref = '' }) => [source_ref, byStixId.get(target_ref)]),
);

/** Empty for what is in use, `deprecated`, or `revoked` with the id that took its place. */
function stateOf(object: StixObject): string {
  if (object.revoked) {
    const next = successor.get(object.id);
    return `revoked ${(next && attackId(next)) ?? ''}`.trim();
  }
  return object.x_mitre_deprecated ? 'deprecated' : '';
}

/** One line an id. An id that was used twice (a revoked object and its successor) stands for the one in use. */
function table(types: readonly string[], line: (id: string, object: StixObject) => string): string {
  const rows = new Map<string, StixObject>();
  for (const object of all) {
    const id = types.includes(object.type) ? attackId(object) : undefined;
    if (id === undefined) continue;
    const known = rows.get(id);
    if (!known || (stateOf(known) !== '' && stateOf(object) === '')) rows.set(id, object);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, object]) => line(id, object))
    .join('\n');
}

const techniques = table(['attack-pattern'], (id, object) => {
  const tactics = (object.kill_chain_phases ?? []).map(({ phase_name }) => phase_name);
  return [id, object.name ?? '', tactics.sort().join(' '), stateOf(object)].join('|');
});
const tactics = table(['x-mitre-tactic'], (id, object) =>
  [id, object.name ?? '', object.x_mitre_shortname ?? ''].join('|'),
);
const others = table(
  [
    'intrusion-set',
    'malware',
    'tool',
    'course-of-action',
    'campaign',
    'x-mitre-data-source',
    'x-mitre-data-component',
    'x-mitre-asset',
  ],
  (id, object) => [id, stateOf(object)].join('|'),
);

writeFileSync(
  join(folder, 'objects.ts'),
  `${head}
export const attackVersion = '${version}';

/** \`id|name|tactics|state\`; the state is empty, \`deprecated\`, \`revoked\` or \`revoked ID\`. */
export const techniqueLines = \`${techniques}\`;

/** \`id|name|short name\`. */
export const tacticLines = \`${tactics}\`;

/** \`id|state\` of groups, software, mitigations, campaigns, data sources, data components and assets. */
export const otherLines = \`${others}\`;
`,
);

const { detections } = JSON.parse(
  readFileSync(join(data, `03-attack/detection-strategies-${version}.json`), 'utf8'),
) as Strategies;

/** Event ids of \`EventCode=4688, 4689\`; none where the analytic describes what to look for in words. */
const eventIdsOf = (channel: string): readonly number[] =>
  /^EventCode=[\d, ]+$/.test(channel) ? [...channel.matchAll(/\d+/g)].map(([digits]) => Number(digits)) : [];

const strategyLines = detections
  .map(({ technique, strategy, analytics }) => {
    const sources = new Map<string, Set<number>>();
    for (const { name, channel } of analytics.flatMap(({ logSources }) => logSources)) {
      const ids = sources.get(name.trim()) ?? new Set<number>();
      for (const id of eventIdsOf(channel)) ids.add(id);
      sources.set(name.trim(), ids);
    }
    const shown = [...sources]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, ids]) => (ids.size === 0 ? name : `${name}=${[...ids].sort((a, b) => a - b).join(',')}`));
    return `${technique}|${strategy}|${shown.join(';')}`;
  })
  .sort()
  .join('\n');

writeFileSync(
  join(folder, 'strategies.ts'),
  `${head}

/** \`technique|detection strategy|log sources\`, a log source as \`name\` or \`name=event id,event id\`. */
export const strategyLines = \`${strategyLines}\`;
`,
);
