import type { LiveMessage } from '@cordon/api';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type key, type Live, type LiveState, openLive } from '../api/index.ts';

const Context = createContext<Live | null>(null);

/**
 * One live connection for the console. Small figures are renewed here, at most every 2 s however much happens; lists
 * decide for themselves, so that nothing moves while it is read.
 */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [live, setLive] = useState<Live | null>(null);
  const client = useQueryClient();
  useEffect(() => {
    const opened = openLive('/api/v1/live');
    setLive(opened);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const due = new Set<string>();
    const renew = (...names: readonly Parameters<typeof key>[0][]) => {
      for (const name of names) due.add(name);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const name of due) void client.invalidateQueries({ queryKey: [name] });
        due.clear();
      }, 2000);
    };
    const stop = opened.onMessage((message) => {
      if (message === null || message.type === 'alert')
        renew('overview', 'tiles', 'alertDevices', 'alertTimeline', 'alert');
      if (message === null || message.type === 'source') renew('source', 'sources', 'overview');
      if (message === null || message.type === 'job') renew('job', 'jobs');
    });
    return () => {
      stop();
      clearTimeout(timer);
      opened.close();
    };
  }, [client]);
  return <Context value={live}>{children}</Context>;
}

/** Calls with each live message, or null when some may have been missed. Pass a stable function. */
export function useLiveMessages(listener: (message: LiveMessage | null) => void): void {
  const live = useContext(Context);
  useEffect(() => live?.onMessage(listener), [live, listener]);
}

export function useLiveState(): LiveState {
  const live = useContext(Context);
  return useSyncExternalStore(
    (listener) => live?.onState(listener) ?? (() => {}),
    () => live?.state() ?? 'connecting',
  );
}
