import { type LookupAddress, lookup as dnsLookup } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address may be a target on the open internet: not loopback, private, link-local, reserved and so on. */
export function isPublicAddress(address: string): boolean {
  // IPv4 inside IPv6 is unwrapped; the other wrappings (NAT64, 6to4, Teredo) have ranges of their own.
  return ipaddr.process(address).range() === 'unicast';
}

export class AddressNotAllowedError extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';

  constructor(host: string) {
    super(`${host} is a private or local address; PUSH_ALLOW_PRIVATE_TARGETS would allow it`);
  }
}

/**
 * Connection pools whose every connection is checked *after* the name was resolved, so that a name that answers with
 * an internal address (at once, or only the second time) leads nowhere. An address written out is never looked up:
 * {@link refusedHost} checks it.
 */
export function guardedAgents(allowPrivate: boolean): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  const options = {
    keepAlive: true,
    maxSockets: 64,
    timeout: 30_000,
    ...(allowPrivate ? {} : { lookup: publicLookup }),
  };
  return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
}

/** The host of a URL when it is a written-out address that may not be a target. */
export function refusedHost(url: string): string | undefined {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host) ? host : undefined;
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new AddressNotAllowedError(hostname), []);
    }
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first!.address, first!.family);
  });
};
