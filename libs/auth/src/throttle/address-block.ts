import ipaddr from 'ipaddr.js';

/** Who counts as one by their network address: an IPv4 address, or the /64 that one IPv6 subscriber may pick from. */
export function addressBlock(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return (parsed as ipaddr.IPv6).parts.slice(0, 4).join(':');
}
