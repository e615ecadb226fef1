import { type LookupAddress, lookup as dnsLookup } from 'node:dns';
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

/** The host of a URL when it is a written-out address that may not be a target. */
export function refusedHost(url: string): string | undefined {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host) ? host : undefined;
}

/** Answers all addresses of a name. */
export type Resolver = (
  hostname: string,
  options: { all: true; family?: number | 'IPv4' | 'IPv6'; hints?: number },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The look-up of every guarded connection. It checks *after* the name was resolved, and hands on what it checked: a
 * name that answers with an internal address, at once or only the second time, leads nowhere. An address written out
 * is never looked up: {@link refusedHost} checks it.
 */
export function publicLookup(resolve: Resolver = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    const wanted = { family: options.family ?? 0, hints: options.hints ?? 0, all: true } as const;
    resolve(hostname, wanted, (error, addresses) => {
      if (error) return callback(error, []);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new AddressNotAllowedError(hostname), []);
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first!.address, first!.family);
    });
  };
}
