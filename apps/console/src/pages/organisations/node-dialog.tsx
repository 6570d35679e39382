import { useMemo, useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import {
  Button,
  Dialog,
  ErrorSummary,
  SelectField,
  TextField,
  useToast,
  type Wrong,
  wrongOf,
} from '../../ui/index.ts';
import { wrongsOf } from '../gate/wrongs.ts';

/** Adds a region, or a group such as a shared service's customers. */
export function NodeDialog({ onClose }: { readonly onClose: () => void }) {
  const nodes = useAsk('nodes', {});
  const [kind, setKind] = useState<'region' | 'group'>('region');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [parent, setParent] = useState('');
  const [own, setOwn] = useState<readonly Wrong[]>([]);
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
  const wrongs = useMemo(
    () => (own.length > 0 ? own : wrongsOf(create.error, ['code', 'name'])),
    [own, create.error],
  );
  const submit = () => {
    const missing: Wrong[] = [];
    if (!/^[A-Z0-9]{2,12}$/.test(code))
      missing.push({ field: 'code', text: 'Enter a code of 2 to 12 capital letters and digits' });
    if (name.trim() === '') missing.push({ field: 'name', text: 'Enter the name' });
    setOwn(missing);
    if (missing.length === 0 && chosen !== undefined)
      create.mutate({ body: { kind, code, name: name.trim(), parentId: chosen } });
  };
  return (
    <Dialog
      title="Add a region or group"
      onClose={onClose}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            Add
          </Button>
        </>
      }
    >
      <ErrorSummary wrongs={wrongs} />
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
        wrong={wrongOf(wrongs, 'code')}
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <TextField
        id="name"
        label="Name"
        value={name}
        wrong={wrongOf(wrongs, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField label="Under" value={chosen ?? ''} onChange={(event) => setParent(event.target.value)}>
        {parents.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name}
          </option>
        ))}
      </SelectField>
    </Dialog>
  );
}
