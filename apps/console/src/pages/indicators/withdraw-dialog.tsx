import type { IndicatorList } from '@cordon/api';
import { useState } from 'react';
import { useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { FormDialog, TextField } from '../../ui/index.ts';

export function WithdrawDialog({
  list,
  onClose,
}: {
  readonly list: IndicatorList;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const withdraw = useChange('indicatorListWithdraw', {
    quiet: true,
    renews: ['indicatorLists', 'indicatorList'],
    done: onClose,
  });
  const { wrongs, passes } = useWrongs(withdraw.error, ['reason']);
  return (
    <FormDialog
      title={`Withdraw ${list.name}?`}
      act="Withdraw"
      danger
      pending={withdraw.isPending}
      wrongs={wrongs}
      onClose={onClose}
      onSubmit={() => {
        if (passes(reason.trim() === '' ? [{ field: 'reason', text: 'Say why' }] : []))
          withdraw.mutate({ params: { id: list.id }, body: { reason: reason.trim() } });
      }}
    >
      <p>Nothing is matched with it from then on. Its alerts stay. To take this back, add the list anew.</p>
      <TextField id="reason" label="Why" value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  );
}
