import type { Source } from '@cordon/api';
import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  ConfirmDialog,
  FormDialog,
  Loaded,
  PlainTable,
  TextArea,
  Time,
  useToast,
} from '../../ui/index.ts';
import { formatMap, parseMap } from './map-text.ts';

type SourceMap = Row<'sourceMaps'>;
const tones = { draft: 'warn', approved: 'good', replaced: undefined } as const;

function Propose({
  source,
  current,
  onClose,
}: {
  readonly source: Source;
  readonly current: SourceMap | undefined;
  readonly onClose: () => void;
}) {
  const { organisations } = useSession();
  const [text, setText] = useState(() => formatMap(current?.rules ?? [], organisations));
  const [wrong, setWrong] = useState<string | undefined>();
  const toast = useToast();
  const propose = useChange('sourceMapPropose', {
    renews: ['sourceMaps'],
    done: () => {
      toast({ text: 'Proposed. The centre approves it before it counts.' });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Propose a map"
      wide
      onClose={onClose}
      onSubmit={() => {
        const parsed = parseMap(text, organisations);
        if (typeof parsed === 'string') setWrong(parsed);
        else propose.mutate({ params: { id: source.id }, body: { rules: [...parsed] } });
      }}
      act="Propose"
      pending={propose.isPending}
    >
      <TextArea
        label="Lines of the map"
        hint="One a line: network, domain or directory-branch; its value; the organisation’s code. For example: network 10.20.0.0/16 RX1"
        rows={12}
        spellCheck={false}
        value={text}
        wrong={wrong}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}

/** Which events of a shared source belong to whom; every version, and who approved it. */
export function SourceMaps({ source }: { readonly source: Source }) {
  const can = useCan();
  const { organisations } = useSession();
  const maps = useAsk('sourceMaps', { params: { id: source.id } });
  const approve = useChange('sourceMapApprove', { renews: ['sourceMaps', 'source', 'quarantine'] });
  const [approving, setApproving] = useState<SourceMap | null>(null);
  const [proposing, setProposing] = useState(false);
  const rows = [...(maps.data?.rows ?? [])].sort((a, b) => b.version - a.version);
  const names = new Map(organisations.map((each) => [each.id, each.name]));
  return (
    <div className="stack">
      <Loaded query={maps} what="the map">
        {() =>
          rows.length === 0 ? (
            <p className="pad">No map yet: everything this source sends is quarantined.</p>
          ) : (
            rows.slice(0, 5).map((map) => (
              <section key={map.version} aria-label={`Version ${map.version}`}>
                <div className="table-bar">
                  <h3>Version {map.version}</h3>
                  <Chip tone={tones[map.state]}>{map.state}</Chip>
                  <span className="secondary">
                    {plural(map.rules.length, 'line')}, proposed by {map.proposedBy},{' '}
                    <Time at={map.proposed} />
                    {map.approvedBy === null ? '' : `, approved by ${map.approvedBy}`}
                  </span>
                  {map.state === 'draft' && can('source-maps.approve') ? (
                    <Button small look="primary" onClick={() => setApproving(map)}>
                      Approve…
                    </Button>
                  ) : null}
                </div>
                {map.state === 'replaced' ? null : (
                  <PlainTable
                    label={`Lines of version ${map.version}`}
                    least={28}
                    rows={map.rules}
                    idOf={(rule) => `${rule.by} ${rule.value}`}
                    columns={[
                      { label: 'By', width: 9, cell: (rule) => rule.by.replaceAll('-', ' ') },
                      { label: 'Value', cell: (rule) => <span className="mono">{rule.value}</span> },
                      {
                        label: 'Organisation',
                        width: 14,
                        cell: (rule) => names.get(rule.organisationId) ?? 'outside your scope',
                      },
                    ]}
                  />
                )}
              </section>
            ))
          )
        }
      </Loaded>
      {can('sources.write') ? (
        <div className="pad">
          <Button onClick={() => setProposing(true)}>Propose a new map…</Button>
        </div>
      ) : null}
      {approving === null ? null : (
        <ConfirmDialog
          title={`Approve version ${approving.version}?`}
          act="Approve"
          onCancel={() => setApproving(null)}
          onConfirm={() => {
            approve.mutate({ params: { id: source.id, version: approving.version } });
            setApproving(null);
          }}
        >
          <p>
            From now on events go to organisations by its {plural(approving.rules.length, 'line')}, proposed
            by {approving.proposedBy}. It replaces the version in use. What has been stored by then stays with
            the organisation it was stored for; a new version is the only way back.
          </p>
        </ConfirmDialog>
      )}
      {proposing ? <Propose source={source} current={rows[0]} onClose={() => setProposing(false)} /> : null}
    </div>
  );
}
