import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from './kill-load.ts';
import type { Killable } from './killable.ts';

export interface Estate {
  readonly sourceId: string;
  /** Of the source. */
  readonly token: string;
  /** Headers of the administrator's session. */
  readonly session: Readonly<Record<string, string>>;
}

/** Sets up one organisation with one source. */
export async function prepare(server: Pick<Killable, 'listening'>): Promise<Estate> {
  const at = await server.listening;
  assert.ok(at?.setupLink);
  let cookie = '';
  let csrf = '';
  const api = async (method: string, path: string, body?: unknown): Promise<Record<string, never>> => {
    const answer = await fetch(`${at.url}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const password = 'three grey herons wade';
  const token = at.setupLink.split('#')[1];
  csrf = String(
    (await api('POST', '/setup', { token, name: 'Ada', email: 'ada@example.org', password })).csrf,
  );
  const nodes = (await api('GET', '/nodes')) as unknown as { rows: { id: string }[] };
  const parentIds = [nodes.rows[0]?.id];
  const { id } = await api('POST', '/organisations', {
    code: 'AAA',
    name: 'Alder',
    kind: 'hospital',
    parentIds,
  });
  const made = (await api('POST', '/sources', {
    organisationId: id,
    name: 'Logs',
    kind: 'winlogbeat',
  })) as unknown as { source: { id: string }; token: string };
  return {
    sourceId: made.source.id,
    token: made.token,
    session: { cookie, 'x-csrf-token': csrf },
  };
}

/** Sends batches until each is acknowledged, as shippers do, or until it is aborted. */
export async function sendAll(
  batches: readonly Batch[],
  url: () => Promise<string | undefined>,
  token: string,
  signal = new AbortController().signal,
  gapMs = 0,
): Promise<void> {
  const waiting = [...batches];
  const lane = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch && !signal.aborted; batch = waiting.shift()) {
      while (!(await sendOne(batch, url, token)) && !signal.aborted) await sleep(20);
      await sleep(gapMs);
    }
  };
  await Promise.all(gapMs > 0 ? [lane()] : [lane(), lane()]);
}

/** Whether a batch was acknowledged; one that was not may have been stored all the same. */
export async function sendOne(
  batch: Batch,
  url: () => Promise<string | undefined>,
  token: string,
): Promise<boolean> {
  const base = await url();
  if (base === undefined) return false;
  try {
    const answer = await fetch(base + batch.path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: batch.body,
    });
    const text = await answer.text();
    assert.ok(answer.status === 200 || answer.status === 429 || answer.status === 503, text);
    return answer.status === 200;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return false;
  }
}

/** Uploads a file and waits until its job has read it; false when the server died before that. */
export async function upload(server: Killable, estate: Estate, content: string): Promise<boolean> {
  const at = await server.listening;
  if (!at) return false;
  const api = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${at.url}/api/v1${path}`, {
      ...init,
      headers: { ...estate.session, 'content-type': 'application/octet-stream' },
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return JSON.parse(text);
  };
  try {
    const query = new URLSearchParams({ sourceId: estate.sourceId, name: 'events.ndjson' });
    let job = await api(`/uploads?${query}`, { method: 'POST', body: content });
    while (job.state === 'waiting' || job.state === 'running') {
      await sleep(50);
      job = await api(`/jobs/${job.id}`);
    }
    assert.equal(job.state, 'done', String(job.error));
    return true;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return false;
  }
}
