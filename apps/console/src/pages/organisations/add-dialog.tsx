import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useGo } from '../../app/location.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { FormDialog, SelectField, TextField, type Wrong } from '../../ui/index.ts';

const kinds = [
  'Acute trust',
  'Mental health trust',
  'Community trust',
  'Ambulance trust',
  'Practice',
  'Shared service',
];

/** A new organisation: its code, its name, and where in the tree it belongs. */
export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const nodes = useAsk('nodes', {});
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState(kinds[0] ?? '');
  const [parent, setParent] = useState('');
  const create = useChange('organisationCreate', {
    quiet: true,
    renews: ['organisations', 'session', 'tiles', 'nodes'],
    done: (made) => {
      onClose();
      go(`/organisations/${made.id}`);
    },
  });
  const parents = (nodes.data?.rows ?? []).filter((node) => node.kind !== 'organisation');
  const chosen = parent === '' ? (parents.find((node) => node.kind === 'region') ?? parents[0])?.id : parent;
  const { wrongs, passes } = useWrongs(create.error, ['code', 'name']);
  const submit = () => {
    const missing: Wrong[] = [];
    if (!/^[A-Z0-9]{2,12}$/.test(code))
      missing.push({ field: 'code', text: 'Enter a code of 2 to 12 capital letters and digits' });
    if (name.trim() === '') missing.push({ field: 'name', text: 'Enter the name' });
    if (chosen === undefined) missing.push({ field: 'parent', text: 'Choose where it belongs' });
    if (passes(missing) && chosen !== undefined)
      create.mutate({ body: { code, name: name.trim(), kind, parentIds: [chosen] } });
  };
  return (
    <FormDialog
      title="Add an organisation"
      onClose={onClose}
      onSubmit={submit}
      act="Add organisation"
      pending={create.isPending}
      wrongs={wrongs}
    >
      <TextField
        id="code"
        label="Code"
        hint="The organisation’s official short code, for example RX1"
        value={code}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <TextField id="name" label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <SelectField label="Kind" value={kind} onChange={(event) => setKind(event.target.value)}>
        {kinds.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
      <SelectField
        id="parent"
        label="Belongs to"
        value={chosen ?? ''}
        onChange={(event) => setParent(event.target.value)}
      >
        {parents.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name} ({node.kind})
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
