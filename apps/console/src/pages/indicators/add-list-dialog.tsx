import type { Marking, Severity } from '@cordon/api';
import { readIndicators } from '@cordon/indicators';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { callWithText, type Input } from '../../api/index.ts';
import { useAsk } from '../../app/ask.ts';
import { useGo } from '../../app/location.ts';
import { useWrongs } from '../../app/wrongs.ts';
import { formatBytes } from '../../logic/time-format.ts';
import { FormDialog, levels, SelectField, TextArea, TextField, type Wrong, wordOf } from '../../ui/index.ts';
import { markings, meaningOf } from './markings.ts';
import { ReadingView } from './reading.tsx';

/** A text area is slow with more than this; a larger file is read and not shown. */
const shownLength = 500_000;
/** The server takes no more. */
const largest = 16 * 1024 * 1024;
const dayMs = 86_400_000;
const inAMonth = (): string => new Date(Date.now() + 30 * dayMs).toISOString().slice(0, 10);

/** Pastes or loads a list. What is understood of it is said while it is written, by the code that the server reads with. */
export function AddListDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const client = useQueryClient();
  const nodes = useAsk('nodes', {});
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const [node, setNode] = useState('');
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const [marking, setMarking] = useState<Marking>('TLP:AMBER');
  const [level, setLevel] = useState<Severity>('high');
  const [until, setUntil] = useState(inAMonth);
  const whole = file?.text ?? text;
  const read = useDeferredValue(whole);
  const reading = useMemo(() => readIndicators(read, { now: Date.now(), told: 100 }), [read]);
  const add = useMutation({
    mutationFn: (input: Input<'indicatorListAdd'>) => callWithText('indicatorListAdd', input, whole),
    onSuccess: ({ list }) => {
      void client.invalidateQueries({ queryKey: ['indicatorLists'] });
      onClose();
      go(`/indicators/${list.id}`);
    },
  });
  const { wrongs, passes } = useWrongs(add.error, ['expires']);
  const places = nodes.data?.rows ?? [];
  const chosen = node === '' ? (places[0]?.id ?? '') : node;
  const load = async (from: File | undefined): Promise<void> => {
    if (from === undefined) return;
    setTooLarge(from.size > largest ? `${from.name} has ${formatBytes(from.size)}` : null);
    if (from.size > largest) return;
    const loaded = await from.text();
    if (name === '') setName(from.name);
    if (loaded.length > shownLength) setFile({ name: from.name, text: loaded });
    else {
      setFile(null);
      setText(loaded);
    }
  };
  const submit = () => {
    const missing: Wrong[] = [];
    if (whole.trim() === '')
      missing.push({ field: 'list-text', text: 'Paste the indicators, or choose a file' });
    else if (reading.indicators.length === 0)
      missing.push({ field: 'list-text', text: 'Nothing in it is an indicator; below is why' });
    if (name.trim() === '') missing.push({ field: 'list-name', text: 'Give the list a name' });
    if (source.trim() === '') missing.push({ field: 'list-source', text: 'Say who found these out' });
    if (!(Date.parse(until) > Date.now())) missing.push({ field: 'expires', text: 'Choose a day to come' });
    if (!passes(missing)) return;
    const expires = new Date(until).toISOString();
    add.mutate({
      query: { nodeId: chosen, name: name.trim(), source: source.trim(), marking, level, expires },
    });
  };
  return (
    <FormDialog
      title="Add indicators"
      act={add.isPending ? 'Adding…' : 'Add and look for them'}
      pending={add.isPending}
      wide
      wrongs={wrongs}
      onClose={onClose}
      onSubmit={submit}
    >
      {file === null ? (
        <TextArea
          id="list-text"
          label="Indicators"
          hint="Addresses, networks, domains, URLs, hashes, file names: as words, CSV or a STIX bundle. hxxp and [.] are understood."
          rows={7}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <p id="list-text" tabIndex={-1}>
          {file.name}, {formatBytes(file.text.length)}, is read from the file.
        </p>
      )}
      <TextField
        id="list-file"
        type="file"
        label="Or a file"
        hint="Up to 100,000 indicators and 16 MiB."
        wrong={tooLarge === null ? undefined : `${tooLarge}; a list may have 16 MiB`}
        onChange={(event) => void load(event.target.files?.[0])}
      />
      {whole.trim() === '' ? null : <ReadingView reading={reading} />}
      <TextField id="list-name" label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        id="list-source"
        label="Source"
        hint="Who found these out: a report, an agency, an incident."
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      <SelectField
        id="list-node"
        label="For"
        hint="Events of this place and all below it are matched."
        value={chosen}
        onChange={(event) => setNode(event.target.value)}
      >
        {places.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="list-marking"
        label="Marking"
        hint={`The list is seen by ${meaningOf(marking)}. A hit is seen by whose event it is, whatever the marking.`}
        value={marking}
        onChange={(event) => setMarking(event.target.value as Marking)}
      >
        {markings.map(([each]) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
      <SelectField
        id="list-level"
        label="Level of its alerts"
        value={level}
        onChange={(event) => setLevel(event.target.value as Severity)}
      >
        {levels.map((each) => (
          <option key={each} value={each}>
            {wordOf(each)}
          </option>
        ))}
      </SelectField>
      <TextField
        id="expires"
        type="date"
        label="Until"
        hint="From then on it is not matched any more."
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
    </FormDialog>
  );
}
