import { useGo } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { Button } from '../../ui/index.ts';

/** Shown until a source exists: the one thing to do next, or who can do it. */
export function FirstSteps({ organisations }: { readonly organisations: number }) {
  const go = useGo();
  const can = useCan();
  if (organisations === 0 && can('federation.write'))
    return (
      <div className="banner">
        Begin with the first organisation; then connect a source to it.
        <Button small look="primary" onClick={() => go('/organisations')}>
          Add an organisation
        </Button>
      </div>
    );
  if (organisations > 0 && can('sources.write'))
    return (
      <div className="banner">
        No source sends events yet: add one and paste its configuration on site.
        <Button small look="primary" onClick={() => go('/sources')}>
          Add a source
        </Button>
      </div>
    );
  return (
    <div className="banner">No source sends events yet. Who manages sources here can connect the first.</div>
  );
}
