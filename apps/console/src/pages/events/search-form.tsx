import { type FormEvent, useEffect, useState } from 'react';
import { useUrlState } from '../../app/location.ts';
import { Button, TextField } from '../../ui/index.ts';
import { eventFields, eventIdsOf } from './event-filter.ts';

/** The filters as a form; what it sends goes into the address bar, and the search follows that. */
export function SearchForm() {
  const [state, set] = useUrlState();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    setFields(Object.fromEntries(eventFields.map(({ name }) => [name, state[name] ?? ''])));
  }, [state]);
  const wrong = eventIdsOf(fields.eventId ?? '') === null ? 'Numbers, with commas between' : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong === undefined) set(fields);
  };
  const any = eventFields.some(({ name }) => state[name] !== undefined);
  return (
    <search>
      <form className="search-form" onSubmit={submit}>
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
            {any ? (
              <Button
                look="plain"
                onClick={() => set(Object.fromEntries(eventFields.map(({ name }) => [name, undefined])))}
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
