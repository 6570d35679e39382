import type { Job } from '@cordon/api';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Upload, uploadFile } from '../api/index.ts';
import { explain } from '../api/problem.ts';
import { plural } from '../logic/time-format.ts';
import { useToast } from '../ui/index.ts';
import { useSession } from './session.tsx';

/** Where a file goes. */
interface Target {
  readonly id: string;
  readonly name: string;
}
/** The file whose bytes leave now. */
export interface Sending {
  readonly source: Target;
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly upload: Upload;
}
/** A file that has arrived: the server reads it as a job. */
export interface Started {
  readonly source: Target;
  readonly jobId: string;
  readonly name: string;
  /** The answer that started it; missing after the page was loaded again. */
  readonly job?: Job;
  readonly ended: boolean;
}
export interface Uploads {
  readonly sending: Sending | null;
  /** Newest first. */
  readonly started: readonly Started[];
  readonly send: (source: Target, files: readonly File[]) => Promise<void>;
  /** Notes that a job has ended, or is not there any more. */
  readonly end: (jobId: string, gone?: boolean) => void;
}

const Context = createContext<Uploads | null>(null);

/** Uploads of this tab, wherever in the console one is. Only inside `UploadsProvider`; throws elsewhere. */
export function useUploads(): Uploads {
  const uploads = useContext(Context);
  if (uploads === null) throw new Error('useUploads: expected to be inside UploadsProvider');
  return uploads;
}

/** Jobs of this tab and person that an earlier load of the page began. */
function remembered(place: string): readonly Started[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? (kept as readonly Started[]) : [];
  } catch {
    return [];
  }
}

/**
 * Sends files one after the other, whatever page is shown meanwhile, and knows which jobs they have become: leaving the
 * page of a source loses sight of nothing. Closing the tab while bytes leave is asked about first.
 */
export function UploadsProvider({ children }: { readonly children: ReactNode }) {
  const { user } = useSession();
  const place = `cordon.uploads.${user.id}`;
  const [sending, setSending] = useState<Sending | null>(null);
  const [started, setStarted] = useState(() => remembered(place));
  const running = useRef<Upload | null>(null);
  const toast = useToast();
  useEffect(
    () =>
      sessionStorage.setItem(place, JSON.stringify(started.slice(0, 20).map(({ job: _, ...kept }) => kept))),
    [place, started],
  );
  // Whoever signs out, or is signed out, sends nothing more.
  useEffect(() => () => running.current?.cancel(), []);
  const isSending = sending !== null;
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isSending]);
  const send = useCallback(
    async (source: Target, files: readonly File[]) => {
      for (const [at, file] of files.entries()) {
        const upload = uploadFile(file, source.id, (sent) =>
          setSending((now) => (now === null ? now : { ...now, sent })),
        );
        running.current = upload;
        setSending({ source, name: file.name, size: file.size, sent: 0, upload });
        try {
          const job = await upload.finished;
          setStarted((before) => [
            { source, jobId: job.id, name: file.name, job, ended: false },
            ...before.filter((each) => each.jobId !== job.id),
          ]);
        } catch (error) {
          const { title, advice } = explain(error);
          const cancelled = error instanceof DOMException && error.name === 'AbortError';
          const left = files.length - at - 1;
          const rest =
            left === 0 ? '' : ` ${plural(left, 'file')} after it ${left === 1 ? 'was' : 'were'} not sent.`;
          toast(
            cancelled
              ? { text: `${file.name}: upload cancelled, nothing was stored.${rest}` }
              : { text: `${file.name}: ${title}. ${advice} Nothing of it was stored.${rest}`, tone: 'bad' },
          );
          break;
        } finally {
          running.current = null;
          setSending(null);
        }
      }
    },
    [toast],
  );
  const end = useCallback(
    (jobId: string, gone = false) =>
      setStarted((before) =>
        gone
          ? before.filter((each) => each.jobId !== jobId)
          : before.map((each) => (each.jobId === jobId ? { ...each, ended: true } : each)),
      ),
    [],
  );
  const uploads = useMemo(() => ({ sending, started, send, end }), [sending, started, send, end]);
  return <Context value={uploads}>{children}</Context>;
}
