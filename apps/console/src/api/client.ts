import { operations } from 'virtual:operations';
import type { RouteName } from '@cordon/api';
import { ApiError, problemOf } from './problem.ts';
import { headerText, purpose } from './purpose.ts';
import { type Answer, type Input, urlOf } from './request.ts';

let csrf = '';
const lost = new Set<() => void>();

/** Remembers the token that goes with every change; empty when signed out. */
export function setCsrf(token: string): void {
  csrf = token;
}

/** Called when the server no longer knows the session. Answers a function that stops it. */
export function onSessionLost(listener: () => void): () => void {
  lost.add(listener);
  return () => lost.delete(listener);
}

/** Method, address and headers of an operation, for callers that stream. */
export function prepare(
  name: RouteName,
  input: { readonly params?: object | undefined; readonly query?: object | undefined },
): { readonly method: string; readonly url: string; readonly headers: Record<string, string> } {
  const [method, path] = operations[name];
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  if (method !== 'GET' && csrf !== '') headers['x-csrf-token'] = csrf;
  const why = headerText(purpose());
  if (why !== '') headers['x-purpose'] = why;
  return { method, url: urlOf(path, { ...input.params }, { ...input.query }), headers };
}

/** Servers and proxies refuse longer ones. */
const longestUrl = 7500;

/**
 * Address of an answer that the browser saves by itself; it carries the purpose, as links have no headers.
 * Null where the question is too long for an address.
 */
export function downloadUrl<N extends RouteName>(name: N, query: Input<N>['query'] & object): string | null {
  const url = urlOf(operations[name][1], {}, { ...query, purpose: headerText(purpose()) });
  return url.length > longestUrl ? null : url;
}

/** One request whose answer is a stream or not JSON. Throws ApiError for anything but success. */
export async function open<N extends RouteName>(name: N, input: Input<N>): Promise<Response> {
  if (input.body === undefined) return send(name, input, null);
  return send(name, input, JSON.stringify(input.body), 'application/json');
}

async function send<N extends RouteName>(
  name: N,
  input: Input<N>,
  body: string | null,
  type?: string,
): Promise<Response> {
  const { method, url, headers } = prepare(name, input);
  if (type !== undefined) headers['content-type'] = type;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      body,
      credentials: 'same-origin',
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError({ title: 'The server cannot be reached', status: 0, code: 'unreachable' }, { cause });
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && !name.startsWith('signIn')) for (const listener of lost) listener();
  throw problem;
}

/** One operation whose body is text, as it is. */
export async function callWithText<N extends RouteName>(
  name: N,
  input: Input<N>,
  text: string,
): Promise<Answer<N>> {
  const response = await send(name, input, text, 'application/octet-stream');
  return (await response.json()) as Answer<N>;
}

/** One operation of the HTTP API, typed by its name. Throws ApiError for anything but success. */
export async function call<N extends RouteName>(name: N, input: Input<N>): Promise<Answer<N>> {
  const response = await open(name, input);
  if (response.status === 204) return undefined as Answer<N>;
  return (await response.json()) as Answer<N>;
}
