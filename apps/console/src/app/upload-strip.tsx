import type { Job } from '@cordon/api';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { ApiError } from '../api/index.ts';
import { formatBytes, plural } from '../logic/time-format.ts';
import { Go, useToast } from '../ui/index.ts';
import { useAsk } from './ask.ts';
import { type Started, useUploads } from './uploads.tsx';

const pageOf = (sourceId: string) => `/sources/${sourceId}`;

/** How reading a file ended, for those who have gone on to another page. */
function outcomeOf({ state, done }: Job, name: string): string {
  if (state === 'done') return `${name}: read, ${plural(done, 'record')}`;
  return state === 'cancelled' ? `${name}: reading was stopped` : `${name}: could not be read to its end`;
}

function Reading({ each, quiet }: { readonly each: Started; readonly quiet: boolean }) {
  const { end } = useUploads();
  const toast = useToast();
  const { data: job, error } = useAsk('job', { params: { id: each.jobId } }, { every: 1000, keep: false });
  const ended = job !== undefined && job.state !== 'waiting' && job.state !== 'running';
  const gone = error instanceof ApiError && error.status === 404;
  useEffect(() => {
    if (gone) end(each.jobId, true);
    else if (ended) {
      end(each.jobId);
      if (!quiet)
        toast({ text: outcomeOf(job, each.name), ...(job.state === 'failed' ? { tone: 'bad' } : {}) });
    }
  }, [gone, ended, end, each, job, quiet, toast]);
  if (quiet || ended || gone) return null;
  return (
    <div className="work-note no-print">
      <span>
        Reading {each.name}: {job === undefined ? 'waiting' : `${plural(job.done, 'record')} so far`}
      </span>
      <Go to={`${pageOf(each.source.id)}?tab=upload`}>Show</Go>
    </div>
  );
}

/** Files on their way or being read, told on every page but the one that shows them anyway. */
export function UploadStrip() {
  const { sending, started } = useUploads();
  const [path] = useLocation();
  return (
    <>
      {sending === null || path === pageOf(sending.source.id) ? null : (
        <div className="work-note no-print">
          <span>
            Sending {sending.name} to {sending.source.name}: {formatBytes(sending.sent)} of{' '}
            {formatBytes(sending.size)}
          </span>
          <Go to={`${pageOf(sending.source.id)}?tab=upload`}>Show</Go>
        </div>
      )}
      {started
        .filter((each) => !each.ended)
        .map((each) => (
          <Reading key={each.jobId} each={each} quiet={path === pageOf(each.source.id)} />
        ))}
    </>
  );
}
