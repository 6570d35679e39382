import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  Code,
  Facts,
  Failure,
  FormDialog,
  Go,
  Page,
  Panel,
  Severity,
  TextArea,
  Time,
  useToast,
  Waiting,
} from '../../ui/index.ts';
import { AdviceView } from '../alerts/advice.tsx';
import { FalseAlarms } from './false-alarms.tsx';
import { RuleFilters } from './rule-filters.tsx';

function Switch(props: { readonly id: string; readonly enabled: boolean; readonly onClose: () => void }) {
  const { id, enabled, onClose } = props;
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const toast = useToast();
  const set = useChange('ruleSet', {
    renews: ['rule', 'rules', 'ruleReport'],
    done: () => {
      toast({ text: enabled ? 'Rule disabled for the federation' : 'Rule enabled for the federation' });
      onClose();
    },
  });
  return (
    <FormDialog
      title={
        enabled ? 'Disable this rule for the whole federation?' : 'Enable this rule for the whole federation?'
      }
      onClose={onClose}
      onSubmit={() => {
        if (reason.trim() === '') setWrong('Say why: it goes into the audit log');
        else set.mutate({ params: { id }, body: { enabled: !enabled, reason: reason.trim() } });
      }}
      act={enabled ? 'Disable' : 'Enable'}
      danger={enabled}
      pending={set.isPending}
    >
      <p>
        {enabled
          ? 'Events from now on are no longer checked with it, in any organisation. To quieten it for some only, mute it on an alert.'
          : 'Events from now on are checked with it again.'}
      </p>
      <TextArea
        label="Why"
        value={reason}
        wrong={wrong}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

/** One rule: its text, what it means, how often it hits. */
export function RulePage({ id }: { readonly id: string }) {
  const detail = useAsk('rule', { params: { id } }, { keep: false });
  const can = useCan();
  const [switching, setSwitching] = useState(false);
  if (detail.data === undefined)
    return (
      <Page title="Rule">
        {detail.error === null ? (
          <Waiting what="the rule" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )}
      </Page>
    );
  const { rule, text, advice, description, filters } = detail.data;
  return (
    <Page
      title={rule.title}
      lead={
        <span className="row-line">
          <Severity level={rule.level} />
          {rule.enabled ? <Chip tone="good">enabled</Chip> : <Chip tone="warn">disabled</Chip>}
          {rule.hasLogsource ? null : <Chip tone="warn">nothing feeds it: no known log source matches</Chip>}
        </span>
      }
      actions={
        <>
          <Go
            to={`/alerts?ruleId=${encodeURIComponent(rule.id)}&state=new,acknowledged,investigating,closed`}
            className="button"
          >
            Its alerts
          </Go>
          {can('rules.write') ? (
            <Button onClick={() => setSwitching(true)}>{rule.enabled ? 'Disable…' : 'Enable…'}</Button>
          ) : null}
        </>
      }
    >
      <div className="split">
        <div>
          <Panel title="Text">
            <div className="stack">
              <p>{description}</p>
              <Code title={rule.file} text={text} />
            </div>
          </Panel>
          <RuleFilters filters={filters} />
        </div>
        <div>
          <Panel title="Facts">
            <Facts
              rows={[
                [
                  'Id',
                  <span key="id" className="mono">
                    {rule.id}
                  </span>,
                ],
                ['From', rule.origin],
                ['Log source', rule.logsource],
                ['Status', rule.status],
                ['Hits in 24 h', formatCount(rule.hits24h)],
                ['Hits in all', formatCount(rule.hitsTotal)],
                ['Last hit', <Time key="last" at={rule.lastHit} />],
                ['Alerts', formatCount(rule.verdicts.alerts)],
                ['False alarms', <FalseAlarms key="false" verdicts={rule.verdicts} />],
                ['Tags', rule.tags.join(', ')],
              ]}
            />
          </Panel>
          {advice === null ? null : (
            <Panel title="What it means">
              <AdviceView advice={advice} />
            </Panel>
          )}
        </div>
      </div>
      {switching ? <Switch id={rule.id} enabled={rule.enabled} onClose={() => setSwitching(false)} /> : null}
    </Page>
  );
}
