import type { Severity } from '@cordon/api';

export interface HandOffContent {
  readonly alertId: string;
  readonly title: string;
  readonly level: Severity;
  readonly organisationName: string;
  readonly devices: number;
  readonly first: Date;
  readonly last: Date;
  readonly advice: string;
  readonly by: string;
  readonly sent: Date;
  /** Link that acknowledges, once, without an account. */
  readonly link: string;
  readonly alertUrl: string;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

export function handOffSubject(content: HandOffContent): string {
  return oneLine(`[Cordon] ${content.level}: ${content.title} (${content.organisationName})`).slice(0, 200);
}

/** The mail: plain text, readable on anything, the advice in the words it was given. */
export function handOffText(content: HandOffContent): string {
  return `${oneLine(content.title)}
Level: ${content.level}
Organisation: ${oneLine(content.organisationName)}
Devices: ${content.devices}
First seen: ${content.first.toISOString()}
Last seen: ${content.last.toISOString()}

What ${oneLine(content.by)} advises:

${content.advice}

Please acknowledge that you have read this. No account is needed:
${content.link}

The alert, for those who can sign in:
${content.alertUrl}

Sent ${content.sent.toISOString()}.
`;
}

/** The body of the webhook. */
export function handOffBody(id: string, content: HandOffContent): string {
  return JSON.stringify({
    type: 'hand-off',
    id,
    alert: {
      id: content.alertId,
      title: content.title,
      level: content.level,
      devices: content.devices,
      first: content.first.toISOString(),
      last: content.last.toISOString(),
      url: content.alertUrl,
    },
    organisation: content.organisationName,
    advice: content.advice,
    by: content.by,
    sent: content.sent.toISOString(),
    acknowledge: content.link,
  });
}
