import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { shipperGuide } from './index.ts';

const kinds = [
  'winlogbeat',
  'elastic-agent',
  'rsyslog',
  'syslog-ng',
  'nxlog',
  'fluent-bit',
  'wazuh',
  'logstash',
  'vector',
  'other',
] as const;

describe('shipper configuration', () => {
  for (const kind of kinds)
    it(`of ${kind} names the address and the token, and the authority where TLS is on`, () => {
      const plain = shipperGuide(kind, 'http://ingest.example.org:9200', 'Ward logs')
        .files.map((file) => file.text)
        .join();
      assert.match(plain, /ingest\.example\.org/);
      assert.match(plain, /9200/);
      assert.match(plain, /PASTE-THE-TOKEN-HERE/);
      assert.doesNotMatch(plain, /cordon-ca\.pem/);
      const secure = shipperGuide(kind, 'https://ingest.example.org:9200', 'Ward logs');
      if (kind !== 'other') assert.match(secure.files.map((file) => file.text).join(), /cordon-ca\.pem/);
      assert.match(secure.notes.join(), /TLS 1\.2/);
    });

  it('is valid YAML where it says so', () => {
    for (const kind of kinds)
      for (const url of ['http://h:1', 'https://h:1'])
        for (const file of shipperGuide(kind, url, 'x').files)
          if (file.language === 'yaml')
            assert.equal(typeof parse(file.text), 'object', `${kind} ${file.name}`);
    const [file] = shipperGuide('winlogbeat', 'https://h:1', 'x').files;
    const output = parse(file?.text ?? '')['output.elasticsearch'];
    assert.deepEqual(output.hosts, ['https://h:1']);
    assert.deepEqual(output['ssl.certificate_authorities'], ['C:\\ProgramData\\winlogbeat\\cordon-ca.pem']);
  });

  it('keeps a name from ending its comment', () => {
    const [file] = shipperGuide('rsyslog', 'http://h:1', 'x\nmodule(load="omprog") #').files;
    assert.match(file?.text ?? '', /^# x module load {2}omprog/);
  });
});
