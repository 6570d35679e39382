import type { HandOff } from '@cordon/api';
import { Age, Chip, Time, type Tone } from '../../ui/index.ts';

const words: Readonly<Record<HandOff['deliveries'][number]['state'], readonly [string, Tone | undefined]>> = {
  waiting: ['waiting', undefined],
  delivered: ['delivered', 'good'],
  failed: ['failed, trying again', 'warn'],
  'given-up': ['given up', 'bad'],
};

/** Hand-offs with every delivery, and how long the organisation has not answered. */
export function HandOffs({ handOffs }: { readonly handOffs: readonly HandOff[] }) {
  return (
    <ul className="plain stack">
      {handOffs.map((each) => (
        <li key={each.id} className="stack" data-gap="small">
          <div className="row-line">
            <b>{each.organisationName}</b>
            {each.acknowledged === null ? (
              <Chip tone="warn">
                no answer for <Age since={each.sent} />
              </Chip>
            ) : (
              <Chip tone="good">
                acknowledged by {each.acknowledgedBy ?? 'somebody'}, <Time at={each.acknowledged} />
              </Chip>
            )}
          </div>
          <div className="secondary small">
            sent by {each.by}, <Time at={each.sent} />
          </div>
          {each.deliveries.length === 0 ? (
            <div className="bad">Reached nobody: the organisation has no contact and no webhook.</div>
          ) : null}
          {each.deliveries.map((delivery) => (
            <div key={delivery.id} className="row-line">
              <Chip tone={words[delivery.state][1]}>{words[delivery.state][0]}</Chip>
              <span className="wrap-anywhere">
                {delivery.channel === 'smtp' ? 'e-mail' : 'webhook'} {delivery.to}
              </span>
              {delivery.lastError === null ? null : (
                <span className="secondary small">
                  {delivery.attempts} tries, last: {delivery.lastError}
                </span>
              )}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
