import type { Severity as Level } from '@cordon/api';

export const levels: readonly Level[] = ['critical', 'high', 'medium', 'low', 'informational'];
const words: Readonly<Record<Level, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Info',
};
/** A shape each, so that nobody has to tell levels by colour: octagon, triangle, diamond, bar, ring. */
const shapes: Readonly<Record<Level, string>> = {
  critical: 'M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z',
  high: 'M7 1.2L13.4 12.5H.6z',
  medium: 'M7 .8L13.2 7L7 13.2L.8 7z',
  low: 'M2 5h10v4H2z',
  informational: 'M7 2.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6',
};

export function isLevel(text: string | null | undefined): text is Level {
  return text !== null && text !== undefined && (levels as readonly string[]).includes(text);
}
export function wordOf(level: Level): string {
  return words[level];
}

/** Level by shape, word and colour. */
export function Severity({ level }: { readonly level: Level }) {
  return (
    <span className="severity" data-level={level}>
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path
          d={shapes[level]}
          fill={level === 'informational' ? 'none' : 'currentColor'}
          stroke="currentColor"
          strokeWidth={level === 'informational' ? 2 : 0}
        />
      </svg>
      {words[level]}
    </span>
  );
}
