import type { IndicatorList } from '@cordon/api';
import { formatCount, plural } from '../../logic/time-format.ts';
import { Chip, Progress } from '../../ui/index.ts';

/** How far the one pass over what was stored before is. */
export function SweepState({ sweep }: { readonly sweep: IndicatorList['sweep'] }) {
  if (sweep === null) return <span className="secondary">not yours to see</span>;
  const { state, done, of, error, result } = sweep;
  if (state === 'waiting') return <Progress label="Sweep" done={0} of={null} text="waits for its turn" />;
  if (state === 'running')
    return (
      <Progress
        label="Sweep"
        done={done}
        of={of}
        text={of === null ? 'begins' : `${formatCount(done)} of ${plural(of, 'event')}`}
      />
    );
  if (state === 'done')
    return (
      <>
        Done: {plural(Number(result.hits ?? 0), 'hit')} in {plural(Number(result.events ?? 0), 'event')}
        {Number(result.damaged ?? 0) > 0
          ? `; ${plural(Number(result.damaged), 'damaged segment')} could not be read`
          : ''}
      </>
    );
  return (
    <>
      <Chip tone="bad">{state}</Chip> {error ?? `after ${plural(done, 'event')}`}
    </>
  );
}
