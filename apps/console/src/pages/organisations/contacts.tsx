import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { useWrongs } from '../../app/wrongs.ts';
import { Button, Form, Loaded, Panel, PlainTable, TextField, useToast, type Wrong } from '../../ui/index.ts';

/** Who receives hand-offs; they need no account. */
export function Contacts({ organisationId }: { readonly organisationId: string }) {
  const can = useCan();
  const contacts = useAsk('contacts', { params: { id: organisationId } });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const toast = useToast();
  const add = useChange('contactAdd', {
    quiet: true,
    renews: ['contacts'],
    done: () => {
      setName('');
      setEmail('');
    },
  });
  const remove = useChange('contactDelete', { renews: ['contacts'] });
  const { wrongs, passes } = useWrongs(add.error);
  const submit = () => {
    const missing: Wrong[] = [];
    if (name.trim() === '') missing.push({ field: 'contact-name', text: 'Enter a name' });
    if (!/^\S+@\S+$/.test(email.trim()))
      missing.push({ field: 'contact-email', text: 'Enter an e-mail address' });
    if (passes(missing))
      add.mutate({ params: { id: organisationId }, body: { name: name.trim(), email: email.trim() } });
  };
  return (
    <Panel
      title="Contacts"
      aside={<span className="secondary small">receive hand-offs by e-mail, without an account</span>}
      flush
    >
      <Loaded query={contacts} what="contacts">
        {({ rows }) => (
          <PlainTable
            label="Contacts"
            least={24}
            rows={rows}
            idOf={(contact) => contact.id}
            empty={
              <p className="secondary pad">
                Nobody. A hand-off to this organisation reaches only its webhooks and users.
              </p>
            }
            columns={[
              { label: 'Name', cell: (contact) => contact.name },
              { label: 'E-mail', cell: (contact) => contact.email },
              ...(can('users.write')
                ? [
                    {
                      label: 'Actions',
                      width: 6.5,
                      cell: (contact: Row<'contacts'>) => (
                        <Button
                          small
                          aria-label={`Remove ${contact.name}`}
                          onClick={() =>
                            remove.mutate(
                              { params: { id: organisationId, contactId: contact.id } },
                              {
                                onSuccess: () =>
                                  toast({
                                    text: `${contact.name} removed`,
                                    undo: () =>
                                      add.mutate({
                                        params: { id: organisationId },
                                        body: { name: contact.name, email: contact.email },
                                      }),
                                  }),
                              },
                            )
                          }
                        >
                          Remove
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {can('users.write') ? (
        <Form className="pad stack" wrongs={wrongs} onSubmit={submit}>
          <div className="filter-grid">
            <TextField
              id="contact-name"
              label="Name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              id="contact-email"
              label="E-mail address"
              type="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
            <div className="buttons">
              <Button type="submit" disabled={add.isPending}>
                Add contact
              </Button>
            </div>
          </div>
        </Form>
      ) : null}
    </Panel>
  );
}
