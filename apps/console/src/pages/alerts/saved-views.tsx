import { useState } from 'react';
import { useSearch } from 'wouter';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useGo } from '../../app/location.ts';
import { readSearch, writeSearch } from '../../logic/url-state.ts';
import { Button, Checkbox, FormDialog, Icon, Popover, TextField, useToast } from '../../ui/index.ts';

function SaveDialog({ page, onClose }: { readonly page: string; readonly onClose: () => void }) {
  const search = useSearch();
  const toast = useToast();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>();
  const save = useChange('viewSave', {
    renews: ['views'],
    done: () => {
      toast({ text: 'View saved' });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Save this view"
      onClose={onClose}
      onSubmit={() => {
        if (name.trim() === '') setWrong('Give the view a name');
        else
          save.mutate({ body: { page, name: name.trim(), query: writeSearch(readSearch(search)), shared } });
      }}
      act="Save"
      pending={save.isPending}
    >
      <TextField label="Name" value={name} wrong={wrong} onChange={(event) => setName(event.target.value)} />
      <Checkbox
        label="Others may use it too; they see their own organisations"
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </FormDialog>
  );
}

/** Views kept by name. A view is an address, so a link does the same; names are for those used every day. */
export function SavedViews({ page }: { readonly page: string }) {
  const views = useAsk('views', { query: { page } });
  const remove = useChange('viewDelete', { renews: ['views'] });
  const save = useChange('viewSave', { renews: ['views'] });
  const toast = useToast();
  const drop = ({ id, name, query, shared }: Row<'views'>) =>
    remove.mutate(
      { params: { id } },
      {
        onSuccess: () =>
          toast({
            text: `View “${name}” deleted`,
            undo: () => save.mutate({ body: { page, name, query, shared } }),
          }),
      },
    );
  const go = useGo();
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Popover label="Views" title="Saved views" side="right" button={{ small: true }}>
        {(close) => (
          <>
            {views.data?.rows.map((view) => (
              <div key={view.id} className="row-line view-row">
                <button
                  type="button"
                  className="option"
                  onClick={() => {
                    close();
                    go(`/${page}${view.query}`);
                  }}
                >
                  {view.name}
                  {view.shared ? <span className="aside">shared</span> : null}
                </button>
                <Button
                  small
                  look="plain"
                  aria-label={`Delete the view ${view.name}`}
                  onClick={() => drop(view)}
                >
                  <Icon name="close" />
                </Button>
              </div>
            ))}
            {views.data?.rows.length === 0 ? <p className="group">No saved views yet</p> : null}
            <button
              type="button"
              className="option"
              onClick={() => {
                close();
                setSaving(true);
              }}
            >
              <Icon name="plus" />
              Save this view…
            </button>
          </>
        )}
      </Popover>
      {saving ? <SaveDialog page={page} onClose={() => setSaving(false)} /> : null}
    </>
  );
}
