import { type FormEvent, useEffect, useState } from 'react';
import { useUrlState } from '../../app/location.ts';
import { Button, TextArea, TextField } from '../../ui/index.ts';
import { anyOfWords, readAnyOf } from './any-of.ts';
import { anyOfName, eventFields, eventIdsOf, filterNames } from './event-filter.ts';

/** The filters as a form; what it sends goes into the address bar, and the search follows that. */
export function SearchForm() {
  const [state, set] = useUrlState();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    setFields(Object.fromEntries(filterNames.map((name) => [name, state[name] ?? ''])));
  }, [state]);
  const wrong = eventIdsOf(fields.eventId ?? '') === null ? 'Numbers, with commas between' : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong === undefined)
      set({ ...fields, [anyOfName]: (fields[anyOfName] ?? '').trim().replace(/\s+/g, ' ') });
  };
  const narrowed = filterNames.some((name) => state[name] !== undefined);
  const pasted = fields[anyOfName] ?? '';
  return (
    <search>
      <form className="search-form" onSubmit={submit}>
        <div className="filter-grid" style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <TextArea
            label="Any of these indicators"
            name={anyOfName}
            hint={anyOfWords(readAnyOf(pasted))}
            rows={Math.min(6, Math.max(1, pasted.split('\n').length, Math.ceil(pasted.length / 120)))}
            style={{ minHeight: '2rem' }}
            spellCheck={false}
            value={pasted}
            onChange={(event) => setFields({ ...fields, [anyOfName]: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                event.currentTarget.form?.requestSubmit();
            }}
          />
        </div>
        <div className="filter-grid">
          {eventFields.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              name={name}
              spellCheck={false}
              value={fields[name] ?? ''}
              wrong={name === 'eventId' ? wrong : undefined}
              onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
            />
          ))}
          <div className="buttons">
            <Button type="submit" look="primary">
              Search
            </Button>
            {narrowed ? (
              <Button
                look="plain"
                onClick={() => set(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
              >
                Clear
              </Button>
            ) : null}
          </div>
        </div>
      </form>
    </search>
  );
}
