import type { LiveMessage } from '@cordon/api';

export type LiveState = 'connecting' | 'live' | 'polling';

export interface Live {
  readonly state: () => LiveState;
  /** Called with each message; with null when something may have been missed and lists should be asked again. */
  readonly onMessage: (listener: (message: LiveMessage | null) => void) => () => void;
  readonly onState: (listener: () => void) => () => void;
  readonly close: () => void;
}

/** Reads one message; null for anything this console does not know. */
export function parseMessage(text: string): LiveMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    return typeof value.type === 'string' && ['alert', 'source', 'job', 'rate'].includes(value.type)
      ? (value as LiveMessage)
      : null;
  } catch {
    return null;
  }
}

const pollSeconds = 15;

/**
 * Server-sent events, and where they do not get through (a proxy that buffers, a server that restarts) a poll every
 * 15 s until they do again. EventSource reconnects on its own; each new connection counts as "may have missed".
 */
export function openLive(url: string): Live {
  const messages = new Set<(message: LiveMessage | null) => void>();
  const states = new Set<() => void>();
  let state: LiveState = 'connecting';
  let poll: ReturnType<typeof setInterval> | undefined;
  let connected = false;
  const tell = (message: LiveMessage | null) => {
    for (const listener of messages) listener(message);
  };
  const become = (next: LiveState) => {
    if (next === state) return;
    state = next;
    for (const listener of states) listener();
  };
  const startPolling = () => {
    become('polling');
    poll ??= setInterval(() => tell(null), pollSeconds * 1000);
  };
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource(url);
    source.onopen = () => {
      clearInterval(poll);
      poll = undefined;
      become('live');
      if (connected) tell(null);
      connected = true;
    };
    source.onmessage = (event) => {
      const message = parseMessage(String(event.data));
      if (message !== null) tell(message);
    };
    source.onerror = () => {
      startPolling();
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      again = setTimeout(connect, pollSeconds * 1000);
    };
  };
  connect();
  return {
    state: () => state,
    onMessage: (listener) => {
      messages.add(listener);
      return () => messages.delete(listener);
    },
    onState: (listener) => {
      states.add(listener);
      return () => states.delete(listener);
    },
    close: () => {
      source?.close();
      clearInterval(poll);
      clearTimeout(again);
    },
  };
}
