import { open } from '../../api/index.ts';
import { useAsk } from '../../app/ask.ts';
import { plural } from '../../logic/time-format.ts';
import { Button, Go, Icon, Loaded, Page, PlainTable, PrintNote, Time, useToast } from '../../ui/index.ts';
import { saveAs } from '../events/save-as.ts';

/** What to hand to whoever goes to the devices: device, address, site, owner, what to review. Made to be printed. */
export function Containment({ id }: { readonly id: string }) {
  const list = useAsk('alertContainment', { params: { id } });
  const toast = useToast();
  const csv = async () => {
    try {
      const answer = await open('alertContainment', { params: { id }, query: { format: 'csv' } });
      saveAs(await answer.blob(), `containment-${id}.csv`);
    } catch {
      toast({ text: 'The list could not be fetched. Try again.', tone: 'bad' });
    }
  };
  return (
    <Page
      title={
        list.data === undefined ? 'Containment list' : `${plural(list.data.rows.length, 'device')} to contain`
      }
      tab="Containment list"
      lead={
        list.data === undefined ? undefined : (
          <>
            {list.data.title} · made <Time at={list.data.made} exact />
          </>
        )
      }
      actions={
        <>
          <Go to={`/alerts/${id}`} className="button">
            Back to the alert
          </Go>
          <Button onClick={() => void csv()}>
            <Icon name="download" />
            CSV
          </Button>
          <Button look="primary" onClick={() => window.print()}>
            <Icon name="print" />
            Print
          </Button>
        </>
      }
    >
      <PrintNote />
      <Loaded query={list} what="the list">
        {({ rows }) => (
          <section className="panel" aria-label="Devices to contain">
            <PlainTable
              label="Devices to contain"
              rows={rows}
              idOf={(row) => `${row.organisation} ${row.host}`}
              empty={<p>No device in your scope has to be contained for this alert.</p>}
              columns={[
                { label: 'Done', width: 3.75, cell: () => <span className="tick" aria-hidden="true" /> },
                {
                  label: 'Device',
                  width: 10.5,
                  cell: (row) => (
                    <>
                      <b>{row.host}</b>
                      <div>{row.addresses.join(', ') || 'address not known'}</div>
                    </>
                  ),
                },
                {
                  label: 'Where',
                  width: 11.5,
                  cell: (row) => (
                    <>
                      {row.organisation}
                      <div>{row.site ?? 'site not known'}</div>
                      <div>{row.owner ?? 'owner not known'}</div>
                    </>
                  ),
                },
                {
                  label: 'To review',
                  cell: (row) => (
                    <ul className="plain">
                      {row.review.map((each) => (
                        <li key={each}>{each}</li>
                      ))}
                    </ul>
                  ),
                },
              ]}
            />
          </section>
        )}
      </Loaded>
    </Page>
  );
}
