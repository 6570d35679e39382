const stored = 'cordon.purpose';

/** Why this person looks across organisations, as said in this browser session; '' when nothing was said. */
export function purpose(): string {
  return sessionStorage.getItem(stored) ?? '';
}

export function setPurpose(text: string): void {
  sessionStorage.setItem(stored, text);
}

/** A header holds plain ASCII only: accents lose their marks, what has no plain form becomes a question mark. */
export function headerText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?')
    .trim()
    .slice(0, 200);
}
