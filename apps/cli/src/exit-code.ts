/** Exit codes of every command. */
export const exitCode = { done: 0, internalError: 1, usage: 2, failOnMet: 3 } as const;

/** The command line was not understood: exit code 2, with the sentence that says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
