/** The server cannot start as things are, through no fault of its own: the message says it all, a stack says nothing. */
export class RefusedStartError extends Error {
  override readonly name = 'RefusedStartError';
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'the address is not one of this machine',
  ENOTFOUND: 'no such host name',
};

/** Runs `listen`; throws a RefusedStartError when the listener's address cannot be had. */
export async function listening<T>(
  what: string,
  { host, port }: { readonly host: string; readonly port: number },
  listen: () => Promise<T>,
): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    if (!reason) throw error;
    const message = `${what}: cannot listen at ${host}, port ${port}: ${reason}`;
    throw new RefusedStartError(message, { cause: error });
  }
}
