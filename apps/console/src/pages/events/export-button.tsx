import type { EventFilter } from '@cordon/api';
import { useRef, useState } from 'react';
import { open } from '../../api/index.ts';
import { explain } from '../../api/problem.ts';
import { formatBytes } from '../../logic/time-format.ts';
import { Button, Icon, Popover, useToast } from '../../ui/index.ts';
import { saveAs } from './save-as.ts';

/** Exports exactly what the search shows, all of it, counting what has come. */
export function ExportButton({ filter }: { readonly filter: EventFilter }) {
  const [bytes, setBytes] = useState<number | null>(null);
  const abort = useRef<AbortController>(undefined);
  const toast = useToast();
  const run = async (format: 'ndjson' | 'csv') => {
    const control = new AbortController();
    abort.current = control;
    setBytes(0);
    try {
      const answer = await open('eventExport', { body: { filter, format }, signal: control.signal });
      const parts: BlobPart[] = [];
      let size = 0;
      if (answer.body !== null) {
        const reader = answer.body.getReader();
        for (let read = await reader.read(); !read.done; read = await reader.read()) {
          parts.push(read.value);
          size += read.value.byteLength;
          setBytes(size);
        }
      }
      saveAs(new Blob(parts), `events-${filter.from.slice(0, 10)}.${format}`);
      toast({ text: `Exported ${formatBytes(size)}` });
    } catch (error) {
      if (!control.signal.aborted) {
        const { title, advice } = explain(error);
        toast({ text: `Export stopped: ${title}. ${advice}`, tone: 'bad' });
      }
    } finally {
      setBytes(null);
    }
  };
  if (bytes !== null)
    return (
      <Button small onClick={() => abort.current?.abort()}>
        <span role="status">{formatBytes(bytes)}</span> Cancel export
      </Button>
    );
  return (
    <Popover
      label={
        <>
          <Icon name="download" />
          Export
        </>
      }
      title="Export"
      side="right"
      button={{ small: true }}
    >
      {(close) =>
        (['ndjson', 'csv'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="option"
            onClick={() => {
              close();
              void run(format);
            }}
          >
            {format === 'ndjson' ? 'NDJSON: one event a line, every field' : 'CSV: for a spreadsheet'}
          </button>
        ))
      }
    </Popover>
  );
}
