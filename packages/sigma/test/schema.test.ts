import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadRules } from '../src/index.ts';
import { filesBelow, needsData, sigmaHqRules } from './corpus.ts';

/** The examples that the specification tests its JSON schemas with. */
function codesOf(folder: string): (readonly string[])[] {
  const files = filesBelow(`09-sigma/specification/tests/schema/${folder}`, /\.yml$/);
  assert.ok(files.length > 0);
  return files.map((name) =>
    loadRules([{ name, text: readFileSync(name, 'utf8') }], { correlate: true }).report.rejected.map(
      ({ code }) => code,
    ),
  );
}

describe('examples of the Sigma specification', needsData, () => {
  it('rules load, but one in another taxonomy is refused as such', () => {
    const codes = codesOf('rules');
    assert.equal(codes.filter((each) => each.length === 0).length, 1);
    assert.deepEqual(codes.flat(), ['field-value']);
  });

  it('correlations are read and miss only the rules that they count', () => {
    const codes = codesOf('correlation').flat();
    assert.deepEqual(codes.toSorted(), ['field-value', ...new Array(7).fill('reference-unknown')]);
  });

  it('filters load, but one in another taxonomy is refused as such', () => {
    assert.deepEqual(codesOf('filter'), [[], ['field-value']]);
  });
});

describe('the SigmaHQ rules', needsData, () => {
  it('all load, except for those with placeholders of an environment', () => {
    const { rules, report } = sigmaHqRules();
    assert.equal(report.documents, 3754);
    assert.equal(report.loaded, 3752);
    assert.deepEqual(
      report.rejected.map(({ code, reason }) => [code, reason]),
      [
        ['placeholder-unresolved', 'no values are given for the placeholder %known_cdcs%'],
        ['placeholder-unresolved', 'no values are given for the placeholder %known_cdcs%'],
      ],
    );
    assert.equal(rules.filter(({ logsource }) => logsource.product === 'windows').length, 2856);
  });

  it('have known channels where they are about Windows event logs', () => {
    const { report } = sigmaHqRules();
    const unknown = report.withoutLogsource.filter(({ logsource }) => logsource.product === 'windows');
    // Both categories are written by event tracing only, not to a log.
    assert.deepEqual(
      new Set(unknown.map(({ logsource }) => logsource.category)),
      new Set(['file_access', 'file_rename']),
    );
  });
});
