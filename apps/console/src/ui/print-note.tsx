import { formatExact } from '../logic/time-format.ts';
import { useNow } from './now.ts';

/** On paper only: where the page came from and when, so that whoever holds it can find it again and judge its age. */
export function PrintNote() {
  const now = useNow();
  return (
    <p className="print-only">
      Printed {formatExact(now)} from {location.href}
    </p>
  );
}
