import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { PoolOptions, SslOptions } from 'mysql2/promise';

/** Others are refused: encryption that was asked for in vain would go unnoticed. */
const SSL_OPTIONS = ['ssl-mode', 'ssl-ca'];

type Address = Pick<PoolOptions, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'>;

/** How far the server's certificate is looked at, by MySQL's own names for it. */
const SSL_MODES: Readonly<Record<string, SslOptions | undefined>> = {
  disabled: undefined,
  required: { rejectUnauthorized: false },
  verify_ca: { rejectUnauthorized: true },
  verify_identity: { rejectUnauthorized: true, verifyIdentity: true },
};

/**
 * Reads `mysql://user:password@host:3306/database?ssl-mode=verify_ca&ssl-ca=/path/to/ca.pem`.
 *
 * Only these options are read: the driver's own way with an address would take any, such as several statements in one.
 *
 * @throws RangeError when the address names no database, or asks for encryption in a way that we cannot give.
 */
export function mysqlAddress(url: string): Address {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const database = decodeURIComponent(pathname.slice(1));
  if (database === '') {
    throw new RangeError('the address names no database: mysql://user:password@host/database');
  }
  const ssl = tlsOptions(searchParams, host);
  return {
    host,
    port: port === '' ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/** Without an ssl-mode the connection is not encrypted; a certificate authority is given only to be asked. */
function tlsOptions(query: URLSearchParams, host: string): SslOptions | undefined {
  const caFile = query.get('ssl-ca');
  const mode = query.get('ssl-mode')?.toLowerCase() ?? (caFile === null ? 'disabled' : 'verify_ca');
  const unknown = [...query.keys()].find((name) => /ssl|tls/i.test(name) && !SSL_OPTIONS.includes(name));
  if (unknown !== undefined) throw new RangeError(`${unknown} is not one of ${SSL_OPTIONS.join(', ')}`);
  if (!Object.hasOwn(SSL_MODES, mode)) {
    throw new RangeError(`ssl-mode ${mode} is not one of ${Object.keys(SSL_MODES).join(', ')}`);
  }
  // The driver compares the certificate with "localhost" when there is no name to compare it with.
  if (mode === 'verify_identity' && isIP(host) !== 0) {
    throw new RangeError(`ssl-mode verify_identity needs the name of a host, and ${host} is a number`);
  }
  const ssl = SSL_MODES[mode];
  return ssl && { ...ssl, ...(caFile === null ? {} : { ca: readFileSync(caFile, 'utf8') }) };
}
