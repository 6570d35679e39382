import type { Answer } from '../../api/index.ts';
import { Chip } from '../../ui/index.ts';

type Advice = NonNullable<Answer<'alert'>['advice']>;
const tones = { high: 'good', medium: 'warn', low: undefined } as const;

/** What it means, what to do, what not to do on clinical kit, and how sure the rule is. */
export function AdviceView({ advice }: { readonly advice: Advice }) {
  return (
    <div className="advice stack">
      <p>{advice.meaning}</p>
      {advice.do.length > 0 ? (
        <div className="advice-part" data-tone="do">
          <h3>Do</h3>
          <ul>
            {advice.do.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {advice.doNot.length > 0 ? (
        <div className="advice-part" data-tone="do-not">
          <h3>Do not, on clinical equipment</h3>
          <ul>
            {advice.doNot.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <p className="secondary">
        <Chip tone={tones[advice.confidence]}>Confidence {advice.confidence}</Chip> {advice.confidenceReason}
      </p>
    </div>
  );
}
