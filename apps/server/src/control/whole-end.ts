import type pg from 'pg';

/** A peer that does not answer a goodbye is not waited for any longer. */
const longestGoodbyeMs = 2000;

/**
 * A pool says that it has ended when it has said goodbye on its connections, not when they are closed: a database
 * that is stopped then breaks off those that it had not read from yet. Answers what to wait for after the pool's
 * own end. Call it before the pool is used.
 */
export function wholeEnd(pool: pg.Pool): () => Promise<void> {
  let open = 0;
  let closed: () => void = () => undefined;
  pool.on('connect', () => {
    open += 1;
  });
  pool.on('remove', () => {
    open -= 1;
    if (open === 0) closed();
  });
  return async () => {
    if (open === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      closed = resolve;
      timer = setTimeout(resolve, longestGoodbyeMs);
    });
    clearTimeout(timer);
  };
}
