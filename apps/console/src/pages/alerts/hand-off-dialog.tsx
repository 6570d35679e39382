import type { Alert } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { plural } from '../../logic/time-format.ts';
import { Checkbox, FormDialog, TextArea, useToast, type Wrong } from '../../ui/index.ts';

/** The advice of the rule as a text to start from; the person who sends it has the last word. */
function draftOf(
  advice: {
    readonly meaning: string;
    readonly do: readonly string[];
    readonly doNot: readonly string[];
  } | null,
): string {
  if (advice === null) return '';
  return [
    advice.meaning,
    advice.do.length > 0 ? `Do:\n${advice.do.map((each) => `- ${each}`).join('\n')}` : '',
    advice.doNot.length > 0 ? `Do not:\n${advice.doNot.map((each) => `- ${each}`).join('\n')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Hands an alert to the organisations that have a part in it: whom, and with what advice. */
export function HandOffDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const detail = useAsk('alert', { params: { id: alert.id } });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(alert.organisations.filter((part) => !part.handedOff).map((part) => part.id)),
  );
  const [written, setWritten] = useState<string | null>(null);
  const toast = useToast();
  const send = useChange('handOff', {
    quiet: true,
    renews: ['alert', 'alertTimeline', 'alerts', 'overview'],
    done: ({ rows }) => {
      toast({ text: `Handed to ${plural(rows.length, 'organisation')}. Deliveries are shown on the alert.` });
      onClose();
    },
  });
  const advice = written ?? draftOf(detail.data?.advice ?? null);
  const { wrongs, passes } = useWrongs(send.error, ['advice']);
  const submit = () => {
    const missing: Wrong[] = [];
    if (chosen.size === 0) missing.push({ field: 'to', text: 'Choose at least one organisation' });
    if (advice.trim() === '') missing.push({ field: 'advice', text: 'Say what they should do' });
    if (passes(missing))
      send.mutate({
        params: { id: alert.id },
        body: { organisationIds: [...chosen], advice: advice.trim() },
      });
  };
  return (
    <FormDialog
      title="Hand off to organisations"
      wide
      onClose={onClose}
      onSubmit={submit}
      act={`Send to ${plural(chosen.size, 'organisation')}`}
      pending={send.isPending}
      wrongs={wrongs}
    >
      <fieldset className="fieldset" id="to" tabIndex={-1}>
        <legend>To</legend>
        {alert.organisations.map((part) => (
          <Checkbox
            key={part.id}
            label={`${part.name}: ${plural(part.devices, 'device')}${part.handedOff ? ', handed off before' : ''}`}
            checked={chosen.has(part.id)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(part.id);
              else next.delete(part.id);
              setChosen(next);
            }}
          />
        ))}
      </fieldset>
      <TextArea
        id="advice"
        label="Advice"
        hint="Sent by e-mail to their contacts and to their webhooks, with a link to acknowledge. An e-mail that has left cannot be called back."
        rows={10}
        value={advice}
        onChange={(event) => setWritten(event.target.value)}
      />
    </FormDialog>
  );
}
