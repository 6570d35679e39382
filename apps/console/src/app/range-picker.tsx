import { useState } from 'react';
import { useLocation } from 'wouter';
import { formatTime } from '../logic/time-format.ts';
import { fixedRange, ranges, rangeUseOf, toLocalInput } from '../logic/time-range.ts';
import { Button, Icon, Popover, TextField, useNow } from '../ui/index.ts';
import { useRange, useUrlState } from './location.ts';

function Fixed({ done }: { readonly done: () => void }) {
  const range = useRange();
  const [, set] = useUrlState();
  const [from, setFrom] = useState(() => toLocalInput(range.from));
  const [to, setTo] = useState(() => toLocalInput(range.to));
  const start = new Date(from);
  const end = new Date(to);
  const wrong = start.getTime() < end.getTime() ? undefined : 'Must be later than “from”';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong !== undefined) return;
        set(fixedRange(start, end));
        done();
      }}
    >
      <TextField
        label="From (your time)"
        type="datetime-local"
        step={1}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label="To"
        type="datetime-local"
        step={1}
        value={to}
        wrong={wrong}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" look="primary">
        Use these times
      </Button>
    </form>
  );
}

/** The time that pages speak of: sliding, or from and to. */
export function RangePicker() {
  const range = useRange();
  const now = useNow();
  const [state, set] = useUrlState();
  const [path] = useLocation();
  const use = rangeUseOf(path);
  const any = use === 'any' && state.range === undefined && state.from === undefined;
  if (use === 'none') return null;
  const label = any
    ? 'Any time'
    : range.name === null
      ? `${formatTime(range.from, now)} – ${formatTime(range.to, now)}`
      : (ranges[range.name]?.label ?? '');
  return (
    <Popover
      className="picker"
      title="Time range"
      side="right"
      label={
        <>
          <Icon name="clock" />
          <span>{label}</span>
        </>
      }
      button={{ 'aria-label': `Time range: ${label}` }}
    >
      {(close) => (
        <>
          {use === 'any' ? (
            <button
              type="button"
              className="option"
              aria-pressed={any}
              onClick={() => {
                set({ range: undefined, from: undefined, to: undefined });
                close();
              }}
            >
              Any time
              {any ? <Icon name="check" /> : null}
            </button>
          ) : null}
          {Object.entries(ranges).map(([name, each]) => (
            <button
              key={name}
              type="button"
              className="option"
              aria-pressed={!any && range.name === name}
              onClick={() => {
                set({ range: name, from: undefined, to: undefined });
                close();
              }}
            >
              {each.label}
              {!any && range.name === name ? <Icon name="check" /> : null}
            </button>
          ))}
          <div className="inside-popover">
            <Fixed done={close} />
          </div>
        </>
      )}
    </Popover>
  );
}
