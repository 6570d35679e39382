import type { Alert } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { FormDialog, Radio, SelectField, TextArea, useToast, type Wrong } from '../../ui/index.ts';

const hour = 3_600_000;

/** Keeps an alert (snooze) or a rule (mute) quiet: where, until when, and why. */
export function MuteDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const nodes = useAsk('nodes', {});
  const [kind, setKind] = useState<'snooze' | 'mute'>('snooze');
  const [node, setNode] = useState('');
  const [hours, setHours] = useState('24');
  const [reason, setReason] = useState('');
  const toast = useToast();
  const send = useChange('muteAdd', {
    quiet: true,
    renews: ['alert', 'alerts', 'mutes'],
    done: () => {
      toast({
        text: kind === 'snooze' ? 'Alert snoozed. End it under Mutes.' : 'Rule muted. End it under Mutes.',
      });
      onClose();
    },
  });
  const { wrongs, passes } = useWrongs(send.error, ['reason']);
  const rows = nodes.data?.rows ?? [];
  const chosen =
    node === ''
      ? alert.organisations.length === 1
        ? (alert.organisations[0]?.id ?? '')
        : (rows[0]?.id ?? '')
      : node;
  const submit = () => {
    const missing: Wrong[] = [];
    if (chosen === '') missing.push({ field: 'node', text: 'Choose for whom it is quiet' });
    if (reason.trim() === '') missing.push({ field: 'reason', text: 'Say why: others will ask' });
    if (!passes(missing)) return;
    send.mutate({
      body: {
        kind,
        nodeId: chosen,
        reason: reason.trim(),
        expires: new Date(Date.now() + Number(hours) * hour).toISOString(),
        ...(kind === 'snooze' ? { alertId: alert.id } : { ruleId: alert.ruleId }),
      },
    });
  };
  return (
    <FormDialog
      title="Mute or snooze"
      onClose={onClose}
      onSubmit={submit}
      act={kind === 'snooze' ? 'Snooze alert' : 'Mute rule'}
      pending={send.isPending}
      wrongs={wrongs}
    >
      <fieldset className="fieldset">
        <legend>What should be quiet?</legend>
        <Radio
          name="kind"
          checked={kind === 'snooze'}
          onChange={() => setKind('snooze')}
          label={
            <>
              <b>This alert</b> <span className="secondary">comes back by itself when the time is over</span>
            </>
          }
        />
        <Radio
          name="kind"
          checked={kind === 'mute'}
          onChange={() => setKind('mute')}
          label={
            <>
              <b>The rule</b> <span className="secondary">hits are kept, but raise no alert</span>
            </>
          }
        />
      </fieldset>
      <SelectField id="node" label="For" value={chosen} onChange={(event) => setNode(event.target.value)}>
        {rows.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
            {each.kind === 'organisation' ? '' : ` (${each.kind})`}
          </option>
        ))}
      </SelectField>
      <SelectField label="Until" value={hours} onChange={(event) => setHours(event.target.value)}>
        <option value="1">1 hour from now</option>
        <option value="8">8 hours from now</option>
        <option value="24">Tomorrow at this time</option>
        <option value="168">7 days from now</option>
        <option value="720">30 days from now</option>
      </SelectField>
      <TextArea id="reason" label="Why" value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}
