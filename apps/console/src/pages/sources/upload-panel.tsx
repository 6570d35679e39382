import type { Job, Source } from '@cordon/api';
import { useState } from 'react';
import { type Upload, uploadFile } from '../../api/index.ts';
import { explain } from '../../api/problem.ts';
import { formatBytes } from '../../logic/time-format.ts';
import { Button, Progress, useToast } from '../../ui/index.ts';
import { UploadJob } from './upload-job.tsx';

interface Sending {
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly upload: Upload;
}

/** Log files by hand: EVTX, EVT or NDJSON, also in gzip or zip. One after the other, each with its progress. */
export function UploadPanel({ source }: { readonly source: Source }) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const [over, setOver] = useState(false);
  const toast = useToast();
  const send = async (files: readonly File[]) => {
    for (const file of files) {
      const upload = uploadFile(file, source.id, (sent) =>
        setSending((now) => (now === null ? now : { ...now, sent })),
      );
      setSending({ name: file.name, size: file.size, sent: 0, upload });
      try {
        const job = await upload.finished;
        setJobs((before) => [job, ...before]);
      } catch (error) {
        const { title, advice } = explain(error);
        const cancelled = error instanceof DOMException && error.name === 'AbortError';
        toast(
          cancelled
            ? { text: `${file.name}: upload cancelled, nothing was stored` }
            : { text: `${file.name}: ${title}. ${advice} Nothing of it was stored.`, tone: 'bad' },
        );
        break;
      } finally {
        setSending(null);
      }
    }
  };
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
          if (sending === null) void send([...event.dataTransfer.files]);
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
            void send([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      {sending === null ? null : (
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
      {jobs.map((job) => (
        <UploadJob key={job.id} job={job} source={source} />
      ))}
    </div>
  );
}
