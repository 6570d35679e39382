import { canonicalAddress } from '@cordon/indicators';
import type { EventEnvelope } from '../events/envelope.ts';
import type { Belonging } from './organisation-of.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Members in which shippers name the device's own addresses (not those of its peers). */
const addressPaths = [['host', 'ip'], ['agent', 'ip'], ['fromhost-ip'], ['HostIP'], ['host_ip']] as const;

/** The addresses that a shipper gives for the device it runs on. */
export function hostAddresses(value: JsonObject): string[] {
  const found: string[] = [];
  for (const path of addressPaths) {
    let at: unknown = value;
    for (const name of path) {
      at =
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as JsonObject)[name]
          : undefined;
    }
    for (const each of Array.isArray(at) ? at : [at]) {
      const address = typeof each === 'string' ? canonicalAddress(each) : undefined;
      if (address !== undefined && !/^(?:127\.|::1$|fe80:|169\.254\.)/.test(address)) found.push(address);
    }
  }
  return [...new Set(found)].slice(0, 16);
}

const accountDomains = ['SubjectDomainName', 'TargetDomainName', 'Domain'];

/** What decides whose an event of a shared source is. */
export function belongingOf(
  event: EventEnvelope,
  value: JsonObject,
  addresses: readonly string[],
): Belonging {
  const { host } = event.sighting;
  const dot = host.indexOf('.');
  const text = (name: string): string[] => {
    const field = Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
    return typeof field === 'string' && field !== '' && field !== '-' ? [field] : [];
  };
  const named = value.distinguishedName ?? value.distinguished_name;
  return {
    addresses,
    // The device's own domain goes first; an account may be a guest from elsewhere, so it counts only without one.
    domains: dot > 0 ? [host.slice(dot + 1)] : accountDomains.flatMap(text),
    distinguishedNames: typeof named === 'string' ? [named] : text('ObjectDN'),
  };
}
