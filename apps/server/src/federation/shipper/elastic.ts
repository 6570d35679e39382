import type { ShipperGuide, ShipperTarget } from './shipper.ts';

/** Winlogbeat 7 to 9. `index` together with `setup.*: false` keeps it from installing templates and policies. */
export function winlogbeat({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'winlogbeat.yml',
        language: 'yaml',
        text: `# ${sourceName}
winlogbeat.event_logs:
  - name: Security
    ignore_older: 72h
  - name: System
    ignore_older: 72h
  - name: Application
    ignore_older: 72h
  - name: Microsoft-Windows-Sysmon/Operational
    ignore_older: 72h
  - name: Microsoft-Windows-PowerShell/Operational
    ignore_older: 72h
  - name: Windows PowerShell
    ignore_older: 72h
  - name: Microsoft-Windows-TaskScheduler/Operational
    ignore_older: 72h
  - name: Microsoft-Windows-Windows Defender/Operational
    ignore_older: 72h

setup.template.enabled: false
setup.ilm.enabled: false
setup.dashboards.enabled: false

output.elasticsearch:
  hosts: ['${url}']
  username: 'cordon'
  password: '${token}'
  index: 'winlogbeat'
  compression_level: 5
${tls ? "  ssl.certificate_authorities: ['C:\\ProgramData\\winlogbeat\\cordon-ca.pem']\n" : ''}`,
      },
    ],
    notes: [
      'Winlogbeat 7.14 to 9 take this file as it is; channels that a machine lacks are reported by it and skipped.',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Winlogbeat's own placeholder
      'Keep the token in the keystore if you prefer: winlogbeat keystore add CORDON_TOKEN, then password: ${CORDON_TOKEN}.',
    ],
  };
}

export function elasticAgent({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'elastic-agent.yml',
        language: 'yaml',
        text: `# ${sourceName}: an Elastic Agent that stands alone (not enrolled in Fleet)
outputs:
  default:
    type: elasticsearch
    hosts: ['${url}']
    username: 'cordon'
    password: '${token}'
${tls ? "    ssl.certificate_authorities: ['C:\\ProgramData\\cordon-ca.pem']\n" : ''}inputs:
  - id: windows-event-logs
    type: winlog
    use_output: default
    streams:
      - id: security
        name: Security
        data_stream: { dataset: windows.security }
      - id: system
        name: System
        data_stream: { dataset: windows.system }
      - id: application
        name: Application
        data_stream: { dataset: windows.application }
      - id: sysmon
        name: Microsoft-Windows-Sysmon/Operational
        data_stream: { dataset: windows.sysmon_operational }
`,
      },
    ],
    notes: [
      'For agents that Fleet manages, add an Elasticsearch output with this address and these credentials in Fleet.',
    ],
  };
}
