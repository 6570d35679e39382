import type { Source } from '@cordon/api';
import { fluentBit, nxlog, wazuh } from './agents.ts';
import { elasticAgent, winlogbeat } from './elastic.ts';
import { logstash, vector } from './pipelines.ts';
import type { ShipperGuide, ShipperTarget } from './shipper.ts';
import { rsyslog, syslogNg } from './syslog.ts';

const shippers: Readonly<Record<Source['kind'], (target: ShipperTarget) => ShipperGuide>> = {
  winlogbeat,
  'elastic-agent': elasticAgent,
  rsyslog,
  'syslog-ng': syslogNg,
  nxlog,
  'fluent-bit': fluentBit,
  wazuh,
  logstash,
  vector,
  upload: () => ({
    files: [],
    notes: [
      'Nothing to configure: upload EVTX, EVT or NDJSON files in the console, or send them to /api/v1/uploads.',
    ],
  }),
  other: ({ url, token }) => ({
    files: [
      {
        name: 'send.sh',
        language: 'shell',
        text: `# One action line and one event, each a line of JSON, as Elasticsearch's _bulk takes them.
printf '%s\\n' '{"create":{}}' '{"@timestamp":"2026-01-01T00:00:00Z","message":"hello"}' |
  curl --fail-with-body --user 'cordon:${token}' --header 'Content-Type: application/x-ndjson' \\
    --data-binary @- '${url}/_bulk'
`,
      },
    ],
    notes: [
      'Anything that writes to Elasticsearch writes here: Basic (password), ApiKey or Bearer, each with the token.',
    ],
  }),
};

/** The exact files to paste for a shipper, and what to know about them. The token is a placeholder. */
export function shipperGuide(kind: Source['kind'], url: string, sourceName: string): ShipperGuide {
  const { hostname, port, protocol } = new URL(url);
  const tls = protocol === 'https:';
  const target: ShipperTarget = {
    url: url.replace(/\/+$/, ''),
    host: hostname,
    port: Number(port || (tls ? 443 : 80)),
    tls,
    token: 'PASTE-THE-TOKEN-HERE',
    sourceName: sourceName.replace(/[^\p{L}\p{N} ._-]/gu, ' '),
  };
  const guide = shippers[kind](target);
  const transport = tls
    ? 'The listener speaks TLS 1.2 and later. Give the shipper the authority that signed its certificate; do not switch verification off.'
    : 'This listener does not use TLS: events and token travel readable. Use it on this machine or a trusted segment only.';
  return { files: guide.files, notes: [...guide.notes, ...(kind === 'upload' ? [] : [transport])] };
}
