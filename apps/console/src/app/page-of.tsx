import { type ComponentType, lazy } from 'react';
import { ApiError } from '../api/index.ts';

const parts: (() => Promise<unknown>)[] = [];

/** A page whose code is loaded when it is first shown, or ahead by `fetchParts`. */
export function pageOf<P extends object>(fetchCode: () => Promise<ComponentType<P>>) {
  const load = async () => {
    try {
      return { default: await fetchCode() };
    } catch (cause) {
      throw new ApiError(
        { title: 'This page could not be loaded', status: 0, code: 'page-not-loaded' },
        { cause },
      );
    }
  };
  parts.push(load);
  return lazy(load);
}

/** Fetches the code of every page ahead, so that going to one waits for nothing, not even for a server that is away. */
export async function fetchParts(): Promise<void> {
  for (const load of parts) await load().catch(() => {});
}

/**
 * Loads the console afresh once the server answers. Browsers remember that code could not be fetched, so asking for it
 * again would not help; and without a server, leaving this page would leave nothing.
 */
export async function reloadWhenReached(): Promise<void> {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (answer?.ok === true) location.reload();
}
