import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { useWrong } from './wrongs.tsx';

interface Common {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with it and how to put it right; by default what the form around says of its id. */
  readonly wrong?: string | undefined;
}

function useParts({ hint, wrong: told }: Omit<Common, 'label'>, given: string | undefined) {
  const made = useId();
  const id = given ?? made;
  const said = useWrong(id);
  const wrong = told ?? said;
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`]
    .join(' ')
    .trim();
  return {
    shell: { id, hint, wrong },
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
  const { shell, control } = useParts({ hint, wrong }, given);
  return (
    <Shell label={label} {...shell}>
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
  const { shell, control } = useParts({ hint, wrong }, given);
  return (
    <Shell label={label} {...shell}>
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
  const { shell, control } = useParts({ hint, wrong }, given);
  return (
    <Shell label={label} {...shell}>
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
