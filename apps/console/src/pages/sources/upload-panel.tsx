import type { Source } from '@cordon/api';
import { useState } from 'react';
import { useUploads } from '../../app/uploads.tsx';
import { formatBytes } from '../../logic/time-format.ts';
import { Button, Progress } from '../../ui/index.ts';
import { UploadJob } from './upload-job.tsx';

/** Log files by hand: EVTX, EVT or NDJSON, also in gzip or zip. One after the other, each with its progress. */
export function UploadPanel({ source }: { readonly source: Source }) {
  const { sending, started, send } = useUploads();
  const [over, setOver] = useState(false);
  const elsewhere = sending !== null && sending.source.id !== source.id;
  return (
    <div className="pad stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the file field inside */}
      <div
        className="drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (sending === null) void send(source, [...event.dataTransfer.files]);
        }}
      >
        <label htmlFor="upload-files">
          <b>Event logs to read</b>
        </label>
        <span className="secondary" id="upload-hint">
          EVTX, EVT (Windows XP and Server 2003) or NDJSON, also inside gzip or zip. Choose files or drop them
          here; several gigabytes are fine.
        </span>
        <input
          id="upload-files"
          type="file"
          multiple
          aria-describedby="upload-hint"
          disabled={sending !== null}
          onChange={(event) => {
            void send(source, [...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      {elsewhere ? (
        <p className="secondary">
          {sending.name} is being sent to {sending.source.name}; files for this source can follow when it has
          left.
        </p>
      ) : null}
      {sending === null || elsewhere ? null : (
        <div className="stack" data-gap="small">
          <Progress
            label={`Sending ${sending.name}`}
            done={sending.sent}
            of={sending.size}
            text={`${formatBytes(sending.sent)} of ${formatBytes(sending.size)}`}
          />
          <div>
            <Button small onClick={sending.upload.cancel}>
              Cancel
            </Button>
          </div>
        </div>
      )}
      {started
        .filter((each) => each.source.id === source.id)
        .map((each) => (
          <UploadJob key={each.jobId} started={each} source={source} />
        ))}
    </div>
  );
}
