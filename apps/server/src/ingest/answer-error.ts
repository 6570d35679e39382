/**
 * A refusal in the shape that Elasticsearch's clients read: status, type and reason. It is thrown by the steps of
 * the intake and rendered in one place.
 */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    type: string,
    reason: string,
    options: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.status = status;
    this.type = type;
    this.headers = options.headers ?? {};
  }
}

export function errorBody(status: number, type: string, reason: string): string {
  const cause = { type, reason };
  return JSON.stringify({ error: { root_cause: [cause], ...cause }, status });
}

/** "Not now": clients keep the batch and come back. Only ever for a whole request, never for single items. */
export function comeBack(reason: string, seconds: number, cause?: unknown): AnswerError {
  return new AnswerError(429, 'es_rejected_execution_exception', reason, {
    headers: { 'retry-after': String(seconds) },
    cause,
  });
}
