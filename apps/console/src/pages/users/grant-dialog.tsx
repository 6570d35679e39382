import type { Role, User } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { plural } from '../../logic/time-format.ts';
import { Checkbox, FormDialog, SelectField, useToast } from '../../ui/index.ts';
import { RoleField } from './role-fields.tsx';

const day = 86_400_000;

/** Gives a role at one node or at several in one go. */
export function GrantDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const nodes = useAsk('nodes', {});
  const [role, setRole] = useState<Role>('viewer');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState('');
  const [days, setDays] = useState('');
  const toast = useToast();
  const grant = useChange('grantAdd', {
    quiet: true,
    renews: ['users'],
    done: () => {
      toast({ text: `Role given to ${user.name}. End it in the list.` });
      onClose();
    },
  });
  const { wrongs, passes } = useWrongs(grant.error);
  const rows = (nodes.data?.rows ?? []).filter((node) =>
    `${node.code} ${node.name}`.toLowerCase().includes(filter.toLowerCase()),
  );
  const submit = () => {
    const missing =
      chosen.size === 0 ? [{ field: 'grant-nodes', text: 'Choose at least one organisation or region' }] : [];
    if (!passes(missing)) return;
    grant.mutate({
      params: { id: user.id },
      body: {
        role,
        nodeIds: [...chosen],
        ...(days === '' ? {} : { to: new Date(Date.now() + Number(days) * day).toISOString() }),
      },
    });
  };
  return (
    <FormDialog
      title={`Give ${user.name} a role`}
      onClose={onClose}
      onSubmit={submit}
      act={`Give at ${plural(chosen.size, 'place')}`}
      pending={grant.isPending}
      wrongs={wrongs}
    >
      <RoleField role={role} onChange={setRole} />
      <fieldset className="fieldset" id="grant-nodes" tabIndex={-1}>
        <legend>For</legend>
        <input
          className="input"
          aria-label="Find by name or code"
          placeholder="Find by name or code"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        {rows.slice(0, 40).map((node) => (
          <Checkbox
            key={node.id}
            label={`${node.name}${node.kind === 'organisation' ? '' : ` (${node.kind})`}`}
            checked={chosen.has(node.id)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(node.id);
              else next.delete(node.id);
              setChosen(next);
            }}
          />
        ))}
      </fieldset>
      <SelectField label="Until" value={days} onChange={(event) => setDays(event.target.value)}>
        <option value="">no end</option>
        <option value="1">tomorrow</option>
        <option value="7">7 days from now</option>
        <option value="90">90 days from now</option>
        <option value="365">1 year from now</option>
      </SelectField>
    </FormDialog>
  );
}
