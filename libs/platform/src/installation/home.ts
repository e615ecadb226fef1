/** Where a database is found to be: what a copy of it cannot have as well. */
export interface Place {
  /** The server's own identifier, made with its cluster; `null` where it may not be asked. */
  readonly server: string | null;
  /** The number of the database on its server: another one after each restore. */
  readonly database: string;
  /** Host and port of the public address; `undefined` where a process was not told. */
  readonly address: string | undefined;
}

/** Where an installation is at home, as far as it is known. */
export interface Home {
  readonly server: string | null;
  readonly database: string | null;
  readonly addresses: readonly string[];
}

/**
 * By what a database is seen not to be at home, in words; `undefined` when it is.
 *
 * A restore on another server has another identifier, one on the same server another number. Neither changes by a
 * restart, a moved data folder, another container or a failover to a standby. Copied volumes keep both; they are known
 * by the address that people use. What is not known is no sign.
 */
export function signOfCopy(home: Home, place: Place): string | undefined {
  if (differs(home.server, place.server)) return 'it was made on another database server';
  if (differs(home.database, place.database))
    return 'it was restored beside the database that it was made in';
  const { address } = place;
  if (address === undefined || home.addresses.length === 0 || home.addresses.includes(address))
    return undefined;
  return `it was used at ${home.addresses.join(' and ')}, and now runs at ${address}`;
}

const ONE_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

/**
 * Host and port of a public address: whether it is reached by HTTPS now does not make it another place. What every
 * machine calls itself says nothing of where it is.
 */
export function addressOf(publicUrl: string | undefined): string | undefined {
  if (publicUrl === undefined) return undefined;
  const { host, hostname } = new URL(publicUrl);
  return ONE_MACHINE.test(hostname) ? undefined : host;
}

function differs(known: string | null, found: string | null): boolean {
  return known !== null && found !== null && known !== found;
}
