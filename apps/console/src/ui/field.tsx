import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useEffect,
  useId,
  useRef,
} from 'react';

interface Common {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with it and how to put it right. */
  readonly wrong?: string | undefined;
}

function useParts({ hint, wrong }: Common, given: string | undefined) {
  const made = useId();
  const id = given ?? made;
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`]
    .join(' ')
    .trim();
  return {
    id,
    control: {
      id,
      'aria-invalid': wrong === undefined ? undefined : true,
      'aria-describedby': described === '' ? undefined : described,
    },
  };
}

function Shell({
  id,
  label,
  hint,
  wrong,
  children,
}: Common & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="field" data-wrong={wrong === undefined ? undefined : ''}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong === undefined ? null : (
        <span className="wrong" id={`${id}-wrong`}>
          <span className="visually-hidden">Error: </span>
          {wrong}
        </span>
      )}
      {children}
    </div>
  );
}

export function TextField({
  label,
  hint,
  wrong,
  id: given,
  ...rest
}: Common & InputHTMLAttributes<HTMLInputElement>) {
  const { id, control } = useParts({ label, hint, wrong }, given);
  return (
    <Shell id={id} label={label} hint={hint} wrong={wrong}>
      <input className="input" autoComplete="off" {...rest} {...control} />
    </Shell>
  );
}

export function TextArea({
  label,
  hint,
  wrong,
  id: given,
  ...rest
}: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { id, control } = useParts({ label, hint, wrong }, given);
  return (
    <Shell id={id} label={label} hint={hint} wrong={wrong}>
      <textarea className="textarea" {...rest} {...control} />
    </Shell>
  );
}

export function SelectField({
  label,
  hint,
  wrong,
  id: given,
  children,
  ...rest
}: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  const { id, control } = useParts({ label, hint, wrong }, given);
  return (
    <Shell id={id} label={label} hint={hint} wrong={wrong}>
      <select className="select" {...rest} {...control}>
        {children}
      </select>
    </Shell>
  );
}

export function Checkbox({
  label,
  ...rest
}: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="choice">
      <input type="checkbox" id={id} {...rest} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

export function Radio({
  label,
  ...rest
}: { readonly label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="choice">
      <input type="radio" id={id} {...rest} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

export interface Wrong {
  /** Id of the field; '' when it is about the whole form. */
  readonly field: string;
  readonly text: string;
}

/** All that is wrong, above the form, each linked to its field; takes focus when it appears or changes. */
export function ErrorSummary({ wrongs }: { readonly wrongs: readonly Wrong[] }) {
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

/** Text of the first thing wrong with a field. */
export function wrongOf(wrongs: readonly Wrong[], field: string): string | undefined {
  return wrongs.find((wrong) => wrong.field === field)?.text;
}
