import { createContext, type ReactNode, use, useEffect, useRef } from 'react';

export interface Wrong {
  /** Id of the field; '' when it is about the whole form. */
  readonly field: string;
  readonly text: string;
}

const Context = createContext<readonly Wrong[]>([]);

/** Text of the first thing wrong with a field of the form around; undefined when nothing is. */
export function useWrong(field: string): string | undefined {
  return use(Context).find((wrong) => wrong.field === field)?.text;
}

/** What is wrong with the fields inside: all of it above them, and each text at the field of that id. */
export function Wrongs({
  wrongs,
  children,
}: {
  readonly wrongs: readonly Wrong[];
  readonly children: ReactNode;
}) {
  return (
    <Context value={wrongs}>
      <ErrorSummary wrongs={wrongs} />
      {children}
    </Context>
  );
}

/** Each wrong linked to its field; takes focus when it appears or changes. */
function ErrorSummary({ wrongs }: { readonly wrongs: readonly Wrong[] }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrongs.length > 0) ref.current?.focus();
  }, [wrongs]);
  if (wrongs.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref}>
      <h2>There is a problem</h2>
      <ul className="plain">
        {wrongs.map((wrong) => (
          <li key={wrong.field + wrong.text}>
            {wrong.field === '' ? (
              wrong.text
            ) : (
              <a
                href={`#${wrong.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(wrong.field)?.focus();
                }}
              >
                {wrong.text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
