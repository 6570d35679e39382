import type { Source } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useGo } from '../../app/location.ts';
import { useSession } from '../../app/session.tsx';
import { useWrongs } from '../../app/wrongs.ts';
import { Checkbox, FormDialog, SelectField, TextField, type Wrong } from '../../ui/index.ts';
import { sourceKinds } from './kinds.ts';
import { rememberToken } from './new-tokens.ts';

/** Adds a source and goes to its page, where the token and the configuration to paste wait. */
export function AddSourceDialog({
  organisationId,
  onClose,
}: {
  readonly organisationId?: string | undefined;
  readonly onClose: () => void;
}) {
  const { organisations } = useSession();
  const go = useGo();
  const nodes = useAsk('nodes', {});
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Source['kind']>('winlogbeat');
  const [organisation, setOrganisation] = useState(organisationId ?? organisations[0]?.id ?? '');
  const [shared, setShared] = useState(false);
  const [node, setNode] = useState('');
  const [silent, setSilent] = useState('60');
  const [zone, setZone] = useState('Europe/London');
  const create = useChange('sourceCreate', {
    quiet: true,
    renews: ['sources', 'organisation', 'organisations', 'overview'],
    done: ({ source, token }) => {
      rememberToken(source.id, token);
      onClose();
      go(`/sources/${source.id}`);
    },
  });
  const { wrongs, passes } = useWrongs(create.error);
  const groups = (nodes.data?.rows ?? []).filter((each) => each.kind !== 'organisation');
  const chosenNode = node === '' ? (groups[0]?.id ?? '') : node;
  const minutes = Number(silent);
  const submit = () => {
    const missing: Wrong[] = [];
    if (name.trim() === '') missing.push({ field: 'source-name', text: 'Give the source a name' });
    if (!shared && organisation === '')
      missing.push({ field: 'source-for', text: 'Choose the organisation; add one first if there is none' });
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 43_200)
      missing.push({ field: 'source-silent', text: 'Enter 1 to 43,200 minutes' });
    if (!passes(missing)) return;
    create.mutate({
      body: {
        name: name.trim(),
        kind,
        silentAfterMinutes: minutes,
        timeZone: zone.trim(),
        ...(shared ? { shared: { nodeId: chosenNode } } : { organisationId: organisation }),
      },
    });
  };
  return (
    <FormDialog
      title="Add a source"
      onClose={onClose}
      onSubmit={submit}
      act="Add source"
      pending={create.isPending}
      wrongs={wrongs}
    >
      <TextField
        id="source-name"
        label="Name"
        hint="What people on site call it, for example “Domain controllers”"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label="What sends the logs"
        value={kind}
        onChange={(event) =>
          setKind(sourceKinds.find(([each]) => each === event.target.value)?.[0] ?? 'other')
        }
      >
        {sourceKinds.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {shared ? (
        <SelectField
          label="Serves organisations of"
          hint="Which event belongs to whom is decided by a map that the centre approves."
          value={chosenNode}
          onChange={(event) => setNode(event.target.value)}
        >
          {groups.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name} ({each.kind})
            </option>
          ))}
        </SelectField>
      ) : (
        <SelectField
          id="source-for"
          label="Organisation"
          value={organisation}
          onChange={(event) => setOrganisation(event.target.value)}
        >
          {organisations.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
      )}
      <Checkbox
        label="A shared service: it sends events of several organisations"
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
      <TextField
        id="source-silent"
        label="Raise an alert when it is silent for (minutes)"
        inputMode="numeric"
        value={silent}
        onChange={(event) => setSilent(event.target.value)}
      />
      <TextField
        label="Time zone of devices that do not say theirs"
        value={zone}
        onChange={(event) => setZone(event.target.value)}
      />
    </FormDialog>
  );
}
