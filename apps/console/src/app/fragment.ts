import { useEffect, useState } from 'react';

/** Empty where the link was cut off in the middle of an escape. */
function readFragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/**
 * The secret of a one-time link, which stands in the address's fragment: browsers send that to nobody. It is read
 * once and taken out of the address bar, so that it is not copied along or left in the history.
 */
export function useFragmentSecret(): string {
  const [secret] = useState(readFragment);
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return secret;
}
