import { type ChangeEvent, type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { Button, ErrorSummary, TextField, type Wrong, wrongOf } from '../../ui/index.ts';
import { wrongsOf } from './wrongs.ts';

interface FieldProps {
  readonly id: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}
export interface GateFormState<F> {
  readonly wrongs: readonly Wrong[];
  /** What a text field of this name needs. */
  readonly field: (name: keyof F & string) => FieldProps;
  readonly submit: (event: FormEvent) => void;
}

/**
 * A short form of named texts. What `check` finds wrong is said before anything is sent; afterwards what the server
 * refused, at the field that it names.
 */
export function useGateForm<const F extends Readonly<Record<string, string>>>(form: {
  readonly start: F;
  readonly check: (values: Readonly<Record<keyof F, string>>) => readonly Wrong[];
  readonly send: (values: Readonly<Record<keyof F, string>>) => void;
  /** The last refusal; null when there was none. */
  readonly error: unknown;
}): GateFormState<F> {
  const [values, setValues] = useState<Readonly<Record<keyof F, string>>>(form.start);
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const [names] = useState(() => Object.keys(form.start));
  const { error } = form;
  const wrongs = useMemo(() => (own.length > 0 ? own : wrongsOf(error, names)), [own, error, names]);
  return {
    wrongs,
    field: (name) => ({
      id: name,
      value: values[name],
      wrong: wrongOf(wrongs, name),
      onChange: (event) => setValues((before) => ({ ...before, [name]: event.target.value })),
    }),
    submit: (event) => {
      event.preventDefault();
      const missing = form.check(values);
      setOwn(missing);
      if (missing.length === 0) form.send(values);
    },
  };
}

/** The form around its fields: what is wrong above them, one act below. */
export function GateForm<F>(props: {
  readonly form: GateFormState<F>;
  readonly act: string;
  readonly pending: boolean;
  /** Beside the act. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  const { form, act, pending, aside, children } = props;
  return (
    <>
      <ErrorSummary wrongs={form.wrongs} />
      <form className="form" onSubmit={form.submit} noValidate>
        {children}
        <div className="buttons">
          <Button type="submit" look="primary" disabled={pending}>
            {act}
          </Button>
          {aside}
        </div>
      </form>
    </>
  );
}

/** A new password, twice: the fields `password` and `again` of a form. */
export function NewPassword({
  form,
}: {
  readonly form: Pick<GateFormState<{ readonly password: string; readonly again: string }>, 'field'>;
}) {
  return (
    <>
      <TextField
        label="Password"
        hint="At least 12 characters. Three random words do well."
        type="password"
        autoComplete="new-password"
        {...form.field('password')}
      />
      <TextField
        label="Password again"
        type="password"
        autoComplete="new-password"
        {...form.field('again')}
      />
    </>
  );
}
