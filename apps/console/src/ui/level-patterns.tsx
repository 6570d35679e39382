/**
 * Patterns that tell levels apart in a chart where the reader has put their own colours in place of ours: critical is
 * solid, high has stripes, medium lines, low dots; what is for information is empty. The style sheet picks them.
 */
export function LevelPatterns() {
  const size = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' } as const;
  return (
    <defs className="level-patterns">
      <pattern id="level-high" {...size}>
        <path d="M-1 1L1 -1M-1 7L7 -1M5 7L7 5" strokeWidth="2" />
      </pattern>
      <pattern id="level-medium" {...size}>
        <path d="M0 3H6" strokeWidth="1.5" />
      </pattern>
      <pattern id="level-low" {...size}>
        <path d="M2 3H4" strokeWidth="2" />
      </pattern>
    </defs>
  );
}
