import type { Role } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import {
  Button,
  CopyButton,
  Dialog,
  FormDialog,
  SelectField,
  TextField,
  type Wrong,
} from '../../ui/index.ts';
import { RoleField } from './role-fields.tsx';

/** Invites somebody with a first role; the link is handed over by the one who invites. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const nodes = useAsk('nodes', {});
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('organisation-lead');
  const [node, setNode] = useState('');
  const invite = useChange('userInvite', { quiet: true, renews: ['users'] });
  const { wrongs, passes } = useWrongs(invite.error);
  const chosen = node === '' ? (nodes.data?.rows[0]?.id ?? '') : node;
  if (invite.data !== undefined)
    return (
      <Dialog
        title={`${invite.data.user.name} is invited`}
        onClose={onClose}
        foot={
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <p>Give this link to {invite.data.user.name}. It works once and is shown once.</p>
        <div className="secret">{invite.data.link}</div>
        <div>
          <CopyButton text={invite.data.link} label="Copy link" />
        </div>
      </Dialog>
    );
  const submit = () => {
    const missing: Wrong[] = [];
    if (name.trim() === '') missing.push({ field: 'invite-name', text: 'Enter the name' });
    if (!/^\S+@\S+$/.test(email.trim()))
      missing.push({ field: 'invite-email', text: 'Enter the e-mail address' });
    if (chosen === '') missing.push({ field: 'invite-node', text: 'Choose for whom' });
    if (passes(missing))
      invite.mutate({ body: { name: name.trim(), email: email.trim(), role, nodeId: chosen } });
  };
  return (
    <FormDialog
      title="Invite somebody"
      onClose={onClose}
      onSubmit={submit}
      act="Make the invitation"
      pending={invite.isPending}
      wrongs={wrongs}
    >
      <TextField
        id="invite-name"
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        id="invite-email"
        label="E-mail address"
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <SelectField
        id="invite-node"
        label="For"
        value={chosen}
        onChange={(event) => setNode(event.target.value)}
      >
        {(nodes.data?.rows ?? []).map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
            {each.kind === 'organisation' ? '' : ` (${each.kind})`}
          </option>
        ))}
      </SelectField>
      <RoleField role={role} onChange={setRole} />
    </FormDialog>
  );
}
