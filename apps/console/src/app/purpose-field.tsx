import { useState } from 'react';
import { purpose, setPurpose } from '../api/index.ts';
import { TextField } from '../ui/index.ts';

/** Why I look across organisations. Goes with every question and into the audit log that each organisation can read. */
export function PurposeField() {
  const [text, setText] = useState(purpose);
  return (
    <TextField
      label="Why you look"
      hint="Stands in the audit log of the organisations you look into, for this session."
      maxLength={200}
      placeholder="For example: incident 4711"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        setPurpose(event.target.value);
      }}
    />
  );
}
