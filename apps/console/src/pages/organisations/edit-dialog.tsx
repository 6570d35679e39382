import type { Organisation } from '@cordon/api';
import { useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { FormDialog, TextField, useToast } from '../../ui/index.ts';

/** Name and kind, and how long events are kept: each by whoever may. */
export function EditDialog({
  organisation,
  onClose,
}: {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}) {
  const can = useCan();
  const [name, setName] = useState(organisation.name);
  const [kind, setKind] = useState(organisation.kind);
  const [days, setDays] = useState(String(organisation.retentionDays));
  const toast = useToast();
  const update = useChange('organisationUpdate', { renews: ['organisation', 'organisations', 'session'] });
  const retain = useChange('retentionSet', { renews: ['organisation', 'organisations'] });
  const wanted = Number(days);
  const wrongDays =
    Number.isInteger(wanted) && wanted >= 1 && wanted <= 3650 ? undefined : 'Enter 1 to 3,650 days';
  const submit = async () => {
    if (wrongDays !== undefined || name.trim() === '' || kind.trim() === '') return;
    const params = { id: organisation.id };
    try {
      if (name.trim() !== organisation.name || kind.trim() !== organisation.kind)
        await update.mutateAsync({ params, body: { name: name.trim(), kind: kind.trim() } });
      if (wanted !== organisation.retentionDays) await retain.mutateAsync({ params, body: { days: wanted } });
      toast({ text: 'Saved' });
      onClose();
    } catch {
      // The failed change has told why in its own toast; what was typed stays for another try.
    }
  };
  return (
    <FormDialog
      title={`Change ${organisation.name}`}
      onClose={onClose}
      onSubmit={() => void submit()}
      act="Save"
      pending={update.isPending || retain.isPending}
    >
      {can('federation.write') ? (
        <>
          <TextField
            label="Name"
            value={name}
            wrong={name.trim() === '' ? 'Enter the name' : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label="Kind"
            value={kind}
            wrong={kind.trim() === '' ? 'Enter the kind' : undefined}
            onChange={(event) => setKind(event.target.value)}
          />
        </>
      ) : null}
      {can('retention.write') ? (
        <TextField
          label="Days to keep events"
          hint="Shortening it deletes older events for good, unless a legal hold stands."
          inputMode="numeric"
          value={days}
          wrong={wrongDays}
          onChange={(event) => setDays(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
