import type { ShipperGuide, ShipperTarget } from './shipper.ts';

export function rsyslog({ host, port, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: '/etc/rsyslog.d/60-cordon.conf',
        language: 'rsyslog',
        text: `# ${sourceName}: needs the package rsyslog-elasticsearch
module(load="omelasticsearch")

template(name="cordon" type="list" option.jsonf="on") {
  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
  property(outname="host" name="hostname" format="jsonf")
  property(outname="fromhost-ip" name="fromhost-ip" format="jsonf")
  property(outname="program" name="programname" format="jsonf")
  property(outname="facility" name="syslogfacility-text" format="jsonf")
  property(outname="severity" name="syslogseverity-text" format="jsonf")
  property(outname="message" name="msg" format="jsonf")
}

action(
  type="omelasticsearch"
  server="${host}"
  serverport="${port}"
  usehttps="${tls ? 'on' : 'off'}"${tls ? '\n  tls.cacert="/etc/ssl/certs/cordon-ca.pem"' : ''}
  uid="cordon"
  pwd="${token}"
  template="cordon"
  searchIndex="syslog"
  searchType=""
  bulkmode="on"
  retryfailures="on"
  queue.type="LinkedList"
  queue.filename="cordon"
  queue.maxDiskSpace="2g"
  queue.saveOnShutdown="on"
  action.resumeRetryCount="-1"
  action.resumeInterval="10"
)
`,
      },
    ],
    notes: [
      'The queue keeps up to 2 GB on disk while the line is down and sends it afterwards.',
      'To pass on events that are JSON already (Winlogbeat lines from a file or a relay), use template(name="cordon" type="string" string="%msg%").',
    ],
  };
}

export function syslogNg({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: '/etc/syslog-ng/conf.d/cordon.conf',
        language: 'syslog-ng',
        text: `# ${sourceName}: needs the package syslog-ng-mod-http
destination d_cordon {
  http(
    url("${url}/_bulk")
    method("POST")
    user("cordon")
    password("${token}")
    headers("Content-Type: application/x-ndjson")
    body("{\\"create\\":{\\"_index\\":\\"syslog\\"}}\\n$(format-json --scope none @timestamp=\${ISODATE} host=\${HOST} fromhost-ip=\${SOURCEIP} program=\${PROGRAM} facility=\${FACILITY} severity=\${LEVEL} message=\${MESSAGE})")
    delimiter("\\n")
    body-suffix("\\n")
    batch-lines(500)
    batch-bytes(4194304)
    batch-timeout(1000)
    workers(1)
    time-reopen(10)
    response-action(401 => disconnect, 403 => disconnect, 429 => disconnect, 500 => disconnect, 502 => disconnect, 503 => disconnect, 504 => disconnect)
${tls ? '    tls(ca-file("/etc/syslog-ng/cordon-ca.pem") peer-verify(yes))\n' : ''}    disk-buffer(reliable(yes) disk-buf-size(2147483648) mem-buf-size(16777216))
  );
};

log { source(s_src); destination(d_cordon); flags(flow-control); };
`,
      },
    ],
    notes: [
      's_src is the source of the configuration that Debian ships; name your own where it differs.',
      'response-action keeps what the listener could not take just now; without it syslog-ng drops a batch that was answered with 429.',
      'The buffer keeps up to 2 GB on disk while the line is down and sends it afterwards.',
    ],
  };
}
