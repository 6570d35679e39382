import { useState } from 'react';
import { plural } from '../../logic/time-format.ts';
import { FormDialog, TextArea } from '../../ui/index.ts';

export function CommentDialog(props: {
  readonly count: number;
  readonly onCancel: () => void;
  readonly onComment: (text: string) => void;
}) {
  const { count, onCancel, onComment } = props;
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  return (
    <FormDialog
      title={`Comment on ${plural(count, 'alert')}`}
      onClose={onCancel}
      onSubmit={() => {
        if (text.trim() === '') setWrong('Write something first');
        else onComment(text.trim());
      }}
      act="Add comment"
    >
      <TextArea
        label="Comment"
        hint="Everyone who sees the alert sees it, the organisations too."
        value={text}
        wrong={wrong}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
