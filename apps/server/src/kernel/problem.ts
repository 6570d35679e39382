/** What an area declares of an error: the HTTP status it maps to and its fixed, human title. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

export interface ProblemDetails {
  /** What was expected and what was found. */
  readonly detail?: string;
  /** Where: a JSON pointer, a parameter, a file and line. */
  readonly at?: string;
  /** HTTP headers that belong to the answer, such as Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An expected failure that a caller is told about, with a stable code. Anything else thrown is a bug (500). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly at: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, kind: ProblemKind, details: ProblemDetails = {}) {
    super(details.detail ? `${kind.title}: ${details.detail}` : kind.title, { cause: details.cause });
    this.code = code;
    this.status = kind.status;
    this.title = kind.title;
    this.detail = details.detail;
    this.at = details.at;
    this.headers = details.headers ?? {};
  }
}

const registry = new Map<string, ProblemKind>();

/**
 * Declares an area's problem codes. Returns a function that makes the error to throw.
 * Codes are unique across areas; `docs/errors.md` lists them all and a test keeps the two equal.
 */
export function defineProblems<Code extends string>(
  kinds: Readonly<Record<Code, ProblemKind>>,
): (code: Code, details?: ProblemDetails) => ProblemError {
  for (const [code, kind] of Object.entries<ProblemKind>(kinds)) {
    if (registry.has(code)) throw new Error(`problem code ${code} is declared twice`);
    registry.set(code, kind);
  }
  return (code, details) => new ProblemError(code, kinds[code], details);
}

/** Every declared code, for the documentation test. */
export function declaredProblems(): ReadonlyMap<string, ProblemKind> {
  return registry;
}
