/** Tokens made in this window, by source, so that the page after "add" can put them into the configuration. */
const tokens = new Map<string, string>();

export function rememberToken(sourceId: string, token: string): void {
  tokens.set(sourceId, token);
}
export function tokenOf(sourceId: string): string | undefined {
  return tokens.get(sourceId);
}
