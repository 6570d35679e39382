import type { Problem } from '@cordon/api';

/** An answer that was not what was asked for. `status` 0: the server was not reached at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Where in the request: JSON pointer or parameter. */
  readonly at: string | null;

  constructor(
    problem: Pick<Problem, 'title' | 'status' | 'code'> & Partial<Problem>,
    options?: ErrorOptions,
  ) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.at = problem.at ?? null;
  }
}

/** Reads `application/problem+json`; anything else becomes a problem that names the status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const fallback = {
    title: `The server answered ${response.status} ${response.statusText}`.trim(),
    status: response.status,
    code: 'unexpected-answer',
  };
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return new ApiError(fallback);
    return new ApiError({ ...fallback, ...body, status: response.status });
  } catch (cause) {
    return new ApiError(fallback, { cause });
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What to tell a person: what happened, and whether anything was lost. */
export function explain(error: unknown): { readonly title: string; readonly advice: string } {
  if (!(error instanceof ApiError))
    return { title: 'Something in this page failed', advice: 'Nothing was lost. Load the page again.' };
  if (error.code === 'page-not-loaded')
    return {
      title: 'This page could not be loaded',
      advice:
        'The server cannot be reached, or Cordon was updated meanwhile. Nothing was lost. Try again: the console loads afresh as soon as the server answers.',
    };
  if (error.status === 0)
    return {
      title: 'The server cannot be reached',
      advice: 'What you see is what was last known. Events keep arriving through the collectors. Try again.',
    };
  if (error.code === 'map-approval-own')
    return {
      title: 'Nobody approves their own map',
      advice: 'Ask somebody else at the centre to approve it.',
    };
  if (error.code === 'permission-missing')
    return {
      title: 'Your roles do not cover this',
      advice: `${sentence(error.message)} Ask the person who leads your organisation.`,
    };
  if (error.status === 404)
    return {
      title: 'There is nothing here for you',
      advice: 'It does not exist, or it belongs to another organisation.',
    };
  if (error.status === 429)
    return { title: 'Too many requests', advice: 'Wait a few seconds and try again.' };
  if (error.status >= 500)
    return {
      title: 'The server failed to answer',
      advice: `${sentence(error.message)} Nothing already stored was lost. Try again.`,
    };
  return { title: 'The server refused this', advice: sentence(error.message) };
}
