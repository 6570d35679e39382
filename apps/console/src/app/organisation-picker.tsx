import { useState } from 'react';
import { Icon, Popover } from '../ui/index.ts';
import { useOrganisation, useUrlState } from './location.ts';
import { PurposeField } from './purpose-field.tsx';
import { useSession } from './session.tsx';

function Choices({ done }: { readonly done: () => void }) {
  const { organisations } = useSession();
  const chosen = useOrganisation();
  const [, set] = useUrlState();
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase();
  const found = organisations.filter((each) => `${each.code} ${each.name}`.toLowerCase().includes(words));
  const choose = (id: string | undefined) => {
    set({ org: id });
    done();
  };
  return (
    <>
      {organisations.length > 8 ? (
        <input
          className="input"
          aria-label="Find an organisation"
          placeholder="Find by name or code"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found[0] !== undefined) choose(found[0].id);
          }}
        />
      ) : null}
      <button
        type="button"
        className="option"
        aria-pressed={chosen === undefined}
        onClick={() => choose(undefined)}
      >
        All organisations
        <span className="aside">{organisations.length}</span>
      </button>
      {found.slice(0, 100).map((each) => (
        <button
          key={each.id}
          type="button"
          className="option"
          aria-pressed={chosen === each.id}
          onClick={() => choose(each.id)}
        >
          <span className="truncate">{each.name}</span>
          <span className="aside">{each.code}</span>
        </button>
      ))}
      {found.length > 100 ? <p className="group">{found.length - 100} more: type to find them</p> : null}
    </>
  );
}

/** Whose data is shown: one organisation, or all that I may see. Always in sight. */
export function OrganisationPicker() {
  const { organisations } = useSession();
  const chosen = useOrganisation();
  const only = organisations.length === 1 ? organisations[0] : undefined;
  if (only !== undefined)
    return (
      <span className="row-line">
        <Icon name="building" />
        <b className="truncate">{only.name}</b>
      </span>
    );
  const name =
    chosen === undefined
      ? 'All organisations'
      : (organisations.find((each) => each.id === chosen)?.name ?? 'Unknown organisation');
  return (
    <Popover
      className="picker"
      title="Organisation"
      label={
        <>
          <Icon name="building" />
          <span>{name}</span>
        </>
      }
      button={{ 'aria-label': `Organisation: ${name}` }}
    >
      {(close) => (
        <>
          <Choices done={close} />
          <div className="inside-popover">
            <PurposeField />
          </div>
        </>
      )}
    </Popover>
  );
}
