import type { Device } from '@cordon/api';
import { useDeferredValue, useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { FormDialog, Radio, TextField, Time, useToast, type Wrong } from '../../ui/index.ts';

/** Says that another device of the same organisation is this one under another name. */
export function MergeDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const words = useDeferredValue(search.trim());
  const found = useAsk(
    'devices',
    { query: { q: words, organisationId: device.organisationId, limit: 10 } },
    { enabled: words.length >= 2 },
  );
  const toast = useToast();
  const merge = useChange('deviceMerge', {
    quiet: true,
    renews: ['device', 'devices'],
    done: () => {
      toast({ text: 'Merged. You can undo it on this page.' });
      onClose();
    },
  });
  const { wrongs, passes } = useWrongs(merge.error, ['reason']);
  const submit = () => {
    const missing: Wrong[] = [];
    if (other === '') missing.push({ field: 'other', text: 'Find and choose the other device' });
    if (reason.trim() === '') missing.push({ field: 'reason', text: 'Say how you know' });
    if (passes(missing))
      merge.mutate({ params: { id: device.id }, body: { otherId: other, reason: reason.trim() } });
  };
  return (
    <FormDialog
      title={`${device.host} is the same device as…`}
      onClose={onClose}
      onSubmit={submit}
      act="Merge"
      pending={merge.isPending}
      wrongs={wrongs}
    >
      <TextField
        id="other"
        label="Find the other device"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.data === undefined || words.length < 2 ? null : (
        <fieldset className="fieldset">
          <legend>Found</legend>
          {found.data.rows
            .filter((each) => each.id !== device.id)
            .map((each) => (
              <Radio
                key={each.id}
                name="other"
                checked={other === each.id}
                onChange={() => setOther(each.id)}
                label={
                  <>
                    <b>{each.host}</b> {each.os ?? ''}, last seen <Time at={each.last} />
                  </>
                }
              />
            ))}
        </fieldset>
      )}
      <TextField
        id="reason"
        label="How you know"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
