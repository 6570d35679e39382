import type { Source } from '@cordon/api';

/** Shippers by their own names, the usual ones first. */
export const sourceKinds: readonly (readonly [Source['kind'], string])[] = [
  ['winlogbeat', 'Winlogbeat'],
  ['elastic-agent', 'Elastic Agent'],
  ['nxlog', 'NXLog'],
  ['rsyslog', 'rsyslog'],
  ['syslog-ng', 'syslog-ng'],
  ['fluent-bit', 'Fluent Bit'],
  ['wazuh', 'Wazuh'],
  ['logstash', 'Logstash'],
  ['vector', 'Vector'],
  ['upload', 'Files, uploaded by hand'],
  ['other', 'Something else that speaks the Elasticsearch bulk protocol'],
];
