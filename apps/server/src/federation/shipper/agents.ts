import type { ShipperGuide, ShipperTarget } from './shipper.ts';

export function nxlog({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'nxlog.conf',
        language: 'apache',
        text: `# ${sourceName}: NXLog Enterprise Edition
<Extension json>
    Module  xm_json
</Extension>

<Input windows>
    # On Windows XP and Server 2003 use: Module im_mseventlog
    Module  im_msvistalog
</Input>

<Output cordon>
    Module              om_elasticsearch
    URL                 ${url}/_bulk
    HTTPBasicAuthUser   cordon
    HTTPBasicAuthPassword ${token}
    Index               "nxlog"
${tls ? '    HTTPSCAFile         %INSTALLDIR%\\cert\\cordon-ca.pem\n' : ''}</Output>

<Route windows_to_cordon>
    Path    windows => cordon
</Route>
`,
      },
    ],
    notes: [
      'NXLog Community Edition has no om_elasticsearch: send its to_json() lines to an rsyslog or Vector relay, which passes them on.',
      'Systems whose TLS stops at 1.0 (XP, Server 2003) cannot reach a TLS listener: relay them on their own isolated segment.',
    ],
  };
}

export function fluentBit({ host, port, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'fluent-bit.conf',
        language: 'ini',
        text: `# ${sourceName}
[SERVICE]
    storage.path              C:\\ProgramData\\fluent-bit\\storage

[INPUT]
    Name                      winevtlog
    Channels                  Security,System,Application,Microsoft-Windows-Sysmon/Operational,Microsoft-Windows-PowerShell/Operational
    Interval_Sec              1
    DB                        C:\\ProgramData\\fluent-bit\\winevtlog.sqlite
    storage.type              filesystem

[OUTPUT]
    Name                      es
    Match                     *
    Host                      ${host}
    Port                      ${port}
    tls                       ${tls ? 'On' : 'Off'}
${tls ? '    tls.ca_file               C:\\ProgramData\\fluent-bit\\cordon-ca.pem\n' : ''}    HTTP_User                 cordon
    HTTP_Passwd               ${token}
    Index                     fluent-bit
    Suppress_Type_Name        On
    Write_Operation           create
    Compress                  gzip
    Retry_Limit               no_limits
`,
      },
    ],
    notes: [
      'Retry_Limit no_limits with storage on disk: without both, Fluent Bit drops what it could not send.',
    ],
  };
}

export function wazuh({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: '/etc/filebeat/filebeat.yml',
        language: 'yaml',
        text: `# ${sourceName}: Filebeat 7.10 on the Wazuh manager reads what the manager writes
filebeat.inputs:
  - type: log
    paths: ['/var/ossec/logs/archives/archives.json']
    json.keys_under_root: true

setup.template.enabled: false
setup.ilm.enabled: false

output.elasticsearch:
  hosts: ['${url}']
  username: 'cordon'
  password: '${token}'
  index: 'wazuh'
${tls ? "  ssl.certificate_authorities: ['/etc/filebeat/certs/cordon-ca.pem']\n" : ''}`,
      },
    ],
    notes: [
      'Set <logall_json>yes</logall_json> in ossec.conf: alerts.json holds only what Wazuh itself found worth an alert.',
    ],
  };
}
