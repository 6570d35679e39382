import { useState } from 'react';
import { plural } from '../../logic/time-format.ts';
import { FormDialog, Radio, TextArea } from '../../ui/index.ts';
import { type CloseReason, reasonWords } from './words.tsx';

const reasons = Object.keys(reasonWords) as CloseReason[];

export function CloseDialog(props: {
  readonly count: number;
  readonly onCancel: () => void;
  readonly onClose: (reason: CloseReason, comment: string) => void;
}) {
  const { count, onCancel, onClose } = props;
  const [reason, setReason] = useState<CloseReason>('true-positive');
  const [comment, setComment] = useState('');
  return (
    <FormDialog
      title={`Close ${plural(count, 'alert')}`}
      onClose={onCancel}
      onSubmit={() => onClose(reason, comment.trim())}
      act={`Close ${count === 1 ? 'alert' : 'alerts'}`}
    >
      <fieldset className="fieldset">
        <legend>What was it?</legend>
        {reasons.map((each) => (
          <Radio
            key={each}
            name="reason"
            checked={reason === each}
            onChange={() => setReason(each)}
            label={
              <>
                <b>{reasonWords[each].label}</b> <span className="secondary">{reasonWords[each].means}</span>
              </>
            }
          />
        ))}
      </fieldset>
      <TextArea
        label="Comment (optional)"
        hint="What you found, for whoever meets it next."
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <p className="secondary">You can undo this for as long as nobody changes it again.</p>
    </FormDialog>
  );
}
