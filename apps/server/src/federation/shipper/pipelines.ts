import type { ShipperGuide, ShipperTarget } from './shipper.ts';

export function logstash({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'cordon.conf',
        language: 'ruby',
        text: `# ${sourceName}: the output of a pipeline; inputs stay as they are
output {
  elasticsearch {
    hosts => ["${url}"]
    user => "cordon"
    password => "${token}"
    index => "logstash"
    action => "create"
    manage_template => false
    ilm_enabled => false
    data_stream => false
${tls ? '    ssl_enabled => true\n    ssl_certificate_authorities => ["/etc/logstash/cordon-ca.pem"]\n' : ''}  }
}
`,
      },
    ],
    notes: [
      'Give the pipeline a persistent queue (queue.type: persisted in pipelines.yml), so that nothing is lost while the line is down.',
    ],
  };
}

export function vector({ url, tls, token, sourceName }: ShipperTarget): ShipperGuide {
  return {
    files: [
      {
        name: 'vector.yaml',
        language: 'yaml',
        text: `# ${sourceName}: name your own inputs
sinks:
  cordon:
    type: elasticsearch
    inputs: ['your_source']
    endpoints: ['${url}']
    api_version: v8
    mode: bulk
    bulk:
      action: create
      index: vector
    compression: gzip
    request_retry_partial: true
    auth:
      strategy: basic
      user: cordon
      password: '${token}'
${tls ? "    tls:\n      ca_file: '/etc/vector/cordon-ca.pem'\n" : ''}    buffer:
      type: disk
      max_size: 2147483648
      when_full: block
    acknowledgements:
      enabled: true
`,
      },
    ],
    notes: [
      'Acknowledgements and the disk buffer together mean that Vector forgets an event only once it is stored here.',
    ],
  };
}
