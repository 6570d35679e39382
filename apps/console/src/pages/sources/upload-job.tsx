import type { Job, Source } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import type { Started } from '../../app/uploads.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { writeSearch } from '../../logic/url-state.ts';
import { Button, Chip, ConfirmDialog, Failure, Go, PlainTable, Progress, Waiting } from '../../ui/index.ts';
import { type UploadFault, uploadResultOf } from './upload-result.ts';

function Faults({ faults, all }: { readonly faults: readonly UploadFault[]; readonly all: number }) {
  return (
    <details>
      <summary>
        {all > faults.length
          ? `Where, the first ${formatCount(faults.length)} of ${formatCount(all)}`
          : 'Where and what'}
      </summary>
      <PlainTable
        label="What could not be read"
        least={36}
        rows={faults}
        idOf={(fault) => `${fault.part} ${fault.offset} ${fault.what}`}
        columns={[
          ...(faults.some((fault) => fault.part !== '')
            ? [{ label: 'In', width: 10, cell: (fault: UploadFault) => fault.part }]
            : []),
          { label: 'At byte', width: 6, number: true, cell: (fault) => formatCount(fault.offset) },
          { label: 'What', cell: (fault) => fault.what },
          { label: 'Expected', cell: (fault) => fault.expected },
          { label: 'Found', cell: (fault) => <span className="mono">{fault.found}</span> },
        ]}
      />
    </details>
  );
}

function Finished({ job, source }: { readonly job: Job; readonly source: Source }) {
  const can = useCan();
  const result = uploadResultOf(job);
  if (result === null)
    return (
      <div className="row-line" role="status">
        <Chip tone="bad">{job.state}</Chip>
        <span>
          {job.title}: {plural(job.done, 'record')} read before it stopped; they stay.
        </span>
        {job.error === null ? null : <span className="bad">{job.error}</span>}
      </div>
    );
  const { records, faults, list, formats } = result;
  return (
    <div className="stack" data-gap="small">
      <div className="row-line" role="status">
        <Chip tone={records === 0 ? 'bad' : faults > 0 ? 'warn' : 'good'}>
          {records === 0 ? 'nothing read' : faults > 0 ? 'read in part' : 'read'}
        </Chip>
        <span>
          {job.title}
          {formats.length === 0 ? '' : ` (${formats.join(', ').toUpperCase()})`}:{' '}
          {records === 0
            ? 'no event log that can be read. Nothing of it was stored.'
            : `${plural(records, 'record')} read${faults > 0 ? `; ${plural(faults, 'place')} in it could not be` : ''}`}
        </span>
      </div>
      {records === 0 ? null : (
        <div className="row-line">
          {can('events.read') ? (
            <Go to={`/events?source=${source.id}&${ever}`}>All events of this source</Go>
          ) : null}
          {can('alerts.read') && source.organisationId !== null ? (
            <Go to={`/alerts?org=${source.organisationId}`}>Alerts of {source.organisationName}</Go>
          ) : null}
        </div>
      )}
      {list.length === 0 ? null : <Faults faults={list} all={faults} />}
    </div>
  );
}

/** Every time that a log may speak of: files hold what is long past, and some clocks run ahead. */
const ever = writeSearch({ from: '1990-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }).slice(1);

/** The work that an uploaded file has become: records as they are read, then what was and what could not be. */
export function UploadJob({ started, source }: { readonly started: Started; readonly source: Source }) {
  const { ended } = started;
  const asked = useAsk(
    'job',
    { params: { id: started.jobId } },
    { every: ended ? false : 1000, keep: false },
  );
  const cancel = useChange('jobCancel', { renews: ['job'] });
  const [stopping, setStopping] = useState(false);
  const job = asked.data ?? started.job;
  if (job === undefined)
    return asked.error === null ? (
      <Waiting what={started.name} />
    ) : (
      <Failure error={asked.error} retry={() => void asked.refetch()} />
    );
  const working = job.state === 'waiting' || job.state === 'running';
  if (!working) return <Finished job={job} source={source} />;
  return (
    <div className="stack" data-gap="small">
      <Progress
        label={job.title}
        done={job.done}
        of={job.of}
        text={job.state === 'waiting' ? 'sent, waiting to be read' : `${plural(job.done, 'record')} read`}
      />
      <div>
        <Button small onClick={() => setStopping(true)}>
          Stop reading…
        </Button>
      </div>
      {stopping ? (
        <ConfirmDialog
          title="Stop reading the file?"
          act="Stop reading"
          danger
          onCancel={() => setStopping(false)}
          onConfirm={() => {
            cancel.mutate({ params: { id: job.id } });
            setStopping(false);
          }}
        >
          <p>
            The {plural(job.done, 'record')} read so far stay. This cannot be undone, but sending the file
            again stores nothing twice.
          </p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
