import { type ChangeEvent, type ReactNode, useState } from 'react';
import { useWrongs } from '../../app/wrongs.ts';
import { Button, Form, TextField, type Wrong } from '../../ui/index.ts';

interface FieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}
export interface GateFormState<F> {
  readonly wrongs: readonly Wrong[];
  /** What a text field of this name needs. */
  readonly field: (name: keyof F & string) => FieldProps;
  readonly submit: () => void;
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
  const { wrongs, passes } = useWrongs(form.error, Object.keys(form.start));
  return {
    wrongs,
    field: (name) => ({
      id: name,
      value: values[name],
      onChange: (event) => setValues((before) => ({ ...before, [name]: event.target.value })),
    }),
    submit: () => {
      if (passes(form.check(values))) form.send(values);
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
    <Form wrongs={form.wrongs} onSubmit={form.submit}>
      {children}
      <div className="buttons">
        <Button type="submit" look="primary" disabled={pending}>
          {act}
        </Button>
        {aside}
      </div>
    </Form>
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
