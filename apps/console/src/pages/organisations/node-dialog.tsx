import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { FormDialog, SelectField, TextField, useToast, type Wrong } from '../../ui/index.ts';

/** Adds a region, or a group such as a shared service's customers. */
export function NodeDialog({ onClose }: { readonly onClose: () => void }) {
  const nodes = useAsk('nodes', {});
  const [kind, setKind] = useState<'region' | 'group'>('region');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const toast = useToast();
  const create = useChange('nodeCreate', {
    quiet: true,
    renews: ['nodes'],
    done: (made) => {
      toast({ text: `${made.name} added` });
      onClose();
    },
  });
  const parents = (nodes.data?.rows ?? []).filter((node) => node.kind !== 'organisation');
  const chosen = parent === '' ? parents[0]?.id : parent;
  const { wrongs, passes } = useWrongs(create.error, ['code', 'name']);
  const submit = () => {
    const missing: Wrong[] = [];
    if (!/^[A-Z0-9]{2,12}$/.test(code))
      missing.push({ field: 'code', text: 'Enter a code of 2 to 12 capital letters and digits' });
    if (name.trim() === '') missing.push({ field: 'name', text: 'Enter the name' });
    if (passes(missing) && chosen !== undefined)
      create.mutate({ body: { kind, code, name: name.trim(), parentId: chosen } });
  };
  return (
    <FormDialog
      title="Add a region or group"
      onClose={onClose}
      onSubmit={submit}
      act="Add"
      pending={create.isPending}
      wrongs={wrongs}
    >
      <SelectField
        label="What"
        value={kind}
        onChange={(event) => setKind(event.target.value === 'group' ? 'group' : 'region')}
      >
        <option value="region">Region</option>
        <option value="group">Group across regions</option>
      </SelectField>
      <TextField
        id="code"
        label="Code"
        value={code}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <TextField id="name" label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <SelectField label="Under" value={chosen ?? ''} onChange={(event) => setParent(event.target.value)}>
        {parents.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
