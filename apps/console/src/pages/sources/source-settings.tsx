import type { Source } from '@cordon/api';
import { useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { FormDialog, TextField, useToast } from '../../ui/index.ts';

export function SourceSettings({
  source,
  onClose,
}: {
  readonly source: Source;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(source.name);
  const [silent, setSilent] = useState(String(source.silentAfterMinutes));
  const [zone, setZone] = useState(source.timeZone);
  const toast = useToast();
  const update = useChange('sourceUpdate', {
    renews: ['source', 'sources'],
    done: () => {
      toast({ text: 'Saved' });
      onClose();
    },
  });
  const minutes = Number(silent);
  const wrong =
    Number.isInteger(minutes) && minutes >= 1 && minutes <= 43_200 ? undefined : 'Enter 1 to 43,200 minutes';
  const wrongName = name.trim() === '' ? 'Give the source a name' : undefined;
  return (
    <FormDialog
      title="Settings of the source"
      onClose={onClose}
      onSubmit={() => {
        if (wrong === undefined && wrongName === undefined)
          update.mutate({
            params: { id: source.id },
            body: { name: name.trim(), silentAfterMinutes: minutes, timeZone: zone.trim() },
          });
      }}
      act="Save"
      pending={update.isPending}
    >
      <TextField
        label="Name"
        value={name}
        wrong={wrongName}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label="Raise an alert when it is silent for (minutes)"
        inputMode="numeric"
        value={silent}
        wrong={wrong}
        onChange={(event) => setSilent(event.target.value)}
      />
      <TextField
        label="Time zone of devices that do not say theirs"
        hint="An IANA name. Applies to events from now on."
        value={zone}
        onChange={(event) => setZone(event.target.value)}
      />
    </FormDialog>
  );
}
