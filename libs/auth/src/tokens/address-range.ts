import ipaddr from 'ipaddr.js';

const PLAIN_IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * An address or a range of addresses in one spelling: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. The host bits
 * of a range are cleared, and an IPv4 address in IPv6 clothes (`::ffff:203.0.113.7`) is taken for what it is.
 * `undefined` for anything else.
 */
export function normalAddressRange(text: string): string | undefined {
  const [address = '', bits, ...rest] = text.trim().split('/');
  if (rest.length > 0 || !isPlain(address) || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
    return undefined;
  const given = ipaddr.parse(address);
  const length = bits === undefined ? undefined : Number(bits);
  if (length !== undefined && length > (given.kind() === 'ipv4' ? 32 : 128)) return undefined;
  if (given instanceof ipaddr.IPv6 && given.isIPv4MappedAddress()) {
    if (length !== undefined && length < 96) return undefined;
    return spelled(given.toIPv4Address(), length === undefined ? undefined : length - 96);
  }
  return spelled(given, length);
}

/** Whether an address lies in one of the ranges, each as {@link normalAddressRange} spells it. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return ranges.some((range) => {
    const [network, bits] = range.includes('/')
      ? ipaddr.parseCIDR(range)
      : ([ipaddr.parse(range), undefined] as const);
    if (network.kind() !== parsed.kind()) return false;
    return parsed.match(network, bits ?? (network.kind() === 'ipv4' ? 32 : 128));
  });
}

/** The address as it is counted under: one customer of an IPv6 provider has a whole /64. */
export function countedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv4 ? parsed.toString() : spelled(parsed, 64);
}

/** `010.1` and `1.2` are addresses to some libraries, and not the ones that their author meant. */
function isPlain(address: string): boolean {
  if (address.includes('%')) return false;
  return address.includes(':')
    ? ipaddr.IPv6.isValid(address)
    : PLAIN_IPV4.test(address) && ipaddr.IPv4.isValidFourPartDecimal(address);
}

function spelled(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number | undefined): string {
  const full = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined || bits === full) return address.toString();
  const range = `${address.toString()}/${bits}`;
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(range)
      : ipaddr.IPv6.networkAddressFromCIDR(range);
  return `${network.toString()}/${bits}`;
}
