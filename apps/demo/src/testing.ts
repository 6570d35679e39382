import { fileURLToPath } from 'node:url';
import { recordFromJson } from '@cordon/eventlog';
import { createEngine, type Engine, loadRules } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';
import type { DeviceEvent } from './events/index.ts';
import { shippedObject } from './shippers/index.ts';

const folder = fileURLToPath(new URL('../../../rules', import.meta.url));

/** The project's own rules. */
export async function ownRules(): Promise<Engine> {
  const { rules, report } = loadRules(await readRuleFiles(folder));
  if (report.rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(report.rejected)}`);
  return createEngine(rules);
}

/** An event as the platform reads it: through its shipper's JSON and back. Undefined when it is no Windows event. */
export function asReceived(event: DeviceEvent) {
  return recordFromJson(JSON.parse(JSON.stringify(shippedObject(event, 4711))));
}

/** Titles of the rules that an event hits. */
export function hitsOf(engine: Engine, event: DeviceEvent): string[] {
  const record = asReceived(event);
  return record ? engine.match(record).map(({ rule }) => rule.title) : [];
}

/** The alerts that an event adds to, as the server groups them: under the cluster of a rule, else under the rule. */
export function alertsOf(engine: Engine, event: DeviceEvent): string[] {
  const record = asReceived(event);
  return record ? engine.match(record).map(({ rule }) => clusterOf(rule.custom.cordon) ?? rule.title) : [];
}

function clusterOf(block: unknown): string | undefined {
  const named = typeof block === 'object' && block !== null && 'cluster' in block ? block.cluster : undefined;
  return typeof named === 'string' ? named : undefined;
}
