import { useMemo } from 'react';
import { mark } from '../logic/mark.ts';
import { CopyButton } from './copy.tsx';

/** Text as a machine wrote it; `marked` values are highlighted. The block scrolls and can be reached by keyboard. */
export function Code(props: {
  readonly text: string;
  readonly title: string;
  readonly marked?: readonly string[];
  readonly wrap?: boolean;
}) {
  const { text, title, marked = [], wrap = false } = props;
  const segments = useMemo(() => mark(text, marked), [text, marked]);
  let at = 0;
  return (
    <figure className="code-block">
      <figcaption className="code-head">
        <h3>{title}</h3>
        <CopyButton text={text} />
      </figcaption>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      {/* biome-ignore-start lint/a11y/useSemanticElements: preformatted text that is also a named region */}
      <pre className="code" data-wrap={wrap ? '' : undefined} tabIndex={0} role="region" aria-label={title}>
        {segments.map((segment) => {
          at += segment.text.length;
          return segment.marked ? <mark key={at}>{segment.text}</mark> : <span key={at}>{segment.text}</span>;
        })}
      </pre>
      {/* biome-ignore-end lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
    </figure>
  );
}
