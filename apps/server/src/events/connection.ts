import { canonicalAddress } from '@cordon/indicators';
import type { EventEnvelope } from './envelope.ts';

/**
 * The connection that an event speaks of, as `peer:port/protocol`, seen from the device: Sysmon 3, and Security 5156
 * (allowed by the filtering platform). Undefined for anything else, and for loopback.
 */
export function connectionOf(event: EventEnvelope): string | undefined {
  const text = (name: string): string => {
    const value = Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  if (event.eventId === 3 && event.channel === 'Microsoft-Windows-Sysmon/Operational') {
    if (text('Initiated') === 'false')
      return written(text('SourceIp'), text('DestinationPort'), text('Protocol'), 'in');
    return written(text('DestinationIp'), text('DestinationPort'), text('Protocol'), 'out');
  }
  if (event.eventId === 5156 && event.channel === 'Security') {
    const protocol = { '6': 'tcp', '17': 'udp' }[text('Protocol')] ?? text('Protocol');
    // %%14592 inbound, %%14593 outbound.
    if (text('Direction') === '%%14592')
      return written(text('SourceAddress'), text('DestPort'), protocol, 'in');
    return written(text('DestAddress'), text('DestPort'), protocol, 'out');
  }
  return undefined;
}

function written(peer: string, port: string, protocol: string, direction: 'in' | 'out'): string | undefined {
  const address = canonicalAddress(peer);
  if (address === undefined || address.startsWith('127.') || address === '::1') return undefined;
  const host = address.includes(':') ? `[${address}]` : address;
  return `${direction} ${host}:${/^\d{1,5}$/.test(port) ? port : '?'}/${protocol.toLowerCase().slice(0, 10) || 'ip'}`;
}
