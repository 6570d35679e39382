import { type FormEvent, useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { Button, Loaded, Panel, TextField } from '../../ui/index.ts';

export function Sites({ organisationId }: { readonly organisationId: string }) {
  const can = useCan();
  const sites = useAsk('sites', { params: { id: organisationId } });
  const [name, setName] = useState('');
  const add = useChange('siteCreate', { renews: ['sites'], done: () => setName('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') add.mutate({ params: { id: organisationId }, body: { name: name.trim() } });
  };
  return (
    <Panel title="Sites">
      <div className="stack">
        <Loaded query={sites} what="sites">
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="secondary">No sites. With sites, a containment list says where to go.</p>
            ) : (
              <ul className="plain">
                {rows.map((site) => (
                  <li key={site.id}>
                    {site.name} <span className="secondary">{site.code}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        {can('sources.write') ? (
          <form className="field-row" onSubmit={submit}>
            <TextField label="Add a site" value={name} onChange={(event) => setName(event.target.value)} />
            <Button type="submit" disabled={name.trim() === '' || add.isPending}>
              Add
            </Button>
          </form>
        ) : null}
      </div>
    </Panel>
  );
}
