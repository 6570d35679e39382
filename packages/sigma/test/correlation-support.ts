import assert from 'node:assert/strict';
import {
  type Correlation,
  type Correlator,
  type CorrelatorResult,
  type Finding,
  loadRules,
  type Signal,
} from '../src/index.ts';

/** Loads correlations over rules named a, b, c and d; each must load. */
export function correlationsOf(documents: readonly object[]): readonly Correlation[] {
  const rules = ['a', 'b', 'c', 'd'].map((name) => ({
    title: name,
    name,
    logsource: { product: 'windows' },
    detection: { s: { EventID: 1 }, condition: 's' },
  }));
  const sources = [...rules, ...documents].map((document, index) => ({
    name: `${index}.yml`,
    text: JSON.stringify({ title: `Document ${index}`, ...document }),
  }));
  const { correlations, report } = loadRules(sources, { correlate: true });
  assert.deepEqual(report.rejected, []);
  return correlations;
}

/** What still stands of all that was found, by id. */
export class Standing {
  readonly findings = new Map<string, Finding>();
  withdrawn = 0;
  refused = 0;

  take({ outcomes, refused }: CorrelatorResult): void {
    this.refused += refused.length;
    for (const { kind, finding } of outcomes) {
      assert.equal(this.findings.has(finding.id), kind === 'withdrawn', `${kind} ${finding.id}`);
      if (kind === 'fired') this.findings.set(finding.id, finding);
      else {
        this.findings.delete(finding.id);
        this.withdrawn++;
      }
    }
  }

  /** Gives a correlator signals, each by itself. */
  feed(correlator: Correlator, signals: readonly Signal[]): this {
    for (const signal of signals) this.take(correlator.add([signal]));
    return this;
  }
}
