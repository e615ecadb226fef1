import { describeError, errorCode } from '@oracle-integration/platform';
import type { UnreachedStage } from './remote-answer';

/** No connection came about, so that nothing was sent. The message is part of a sentence that a manager can read. */
export class UnreachedError extends Error {
  readonly code = 'UNREACHED';

  constructor(
    readonly stage: UnreachedStage,
    detail: string,
    cause?: unknown,
  ) {
    super(detail, { cause });
  }
}

/** Where a connection goes. */
export interface Place {
  readonly hostname: string;
  readonly port: string;
}

/** `oracle.example.com:443`, with the brackets that an IPv6 address needs. */
function nameOf({ hostname, port }: Place): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}

/** Why a name led to no address that may be connected to. */
export function addressDetail(hostname: string, error: unknown): string {
  const code = errorCode(error);
  if (code === 'ADDRESS_NOT_ALLOWED') return describeError(error);
  if (code === 'EAI_AGAIN') return `the name ${hostname} cannot be looked up: no name server answers`;
  return `the name ${hostname} is not known (${code ?? describeError(error)})`;
}

const CONNECTION_WORDS: ReadonlyMap<string, (place: string) => string> = new Map([
  ['ECONNREFUSED', (place) => `nobody takes connections at ${place}`],
  ['EHOSTUNREACH', (place) => `no way of the network leads to ${place}`],
  ['ENETUNREACH', (place) => `no way of the network leads to ${place}`],
  ['UND_ERR_CONNECT_TIMEOUT', (place) => `${place} does not take the connection in time`],
  ['ETIMEDOUT', (place) => `${place} does not take the connection in time`],
  ['ECONNRESET', (place) => `${place} breaks the connection off at once`],
]);

/** Why no connection came about. */
export function connectionDetail(place: Place, error: unknown): string {
  const code = errorCode(error) ?? '';
  const words = CONNECTION_WORDS.get(code)?.(nameOf(place));
  return words ? `${words} (${code})` : `no connection to ${nameOf(place)}: ${describeError(error)}`;
}

const CERTIFICATE_WORDS: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted: self-signed certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted: self-signed certificate in its chain'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'is not trusted: who issued it is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is not trusted: who issued it is not known'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted: the certificates between it and its root are missing'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', 'is not valid yet'],
  ['CERT_REVOKED', 'is revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name'],
]);

const HANDSHAKE_WORDS: ReadonlyMap<string, string> = new Map([
  ['EPROTO', 'does not speak TLS'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'does not speak TLS'],
  ['UND_ERR_CONNECT_TIMEOUT', 'does not answer the handshake in time'],
  ['ECONNRESET', 'breaks the connection off during the handshake'],
]);

/** Why a connection could not be made secure. */
export function tlsDetail(place: Place, error: unknown): string {
  const code = errorCode(error) ?? '';
  const certificate = CERTIFICATE_WORDS.get(code);
  if (certificate) return `the certificate of ${place.hostname} ${certificate}`;
  const handshake = HANDSHAKE_WORDS.get(code);
  return handshake
    ? `${nameOf(place)} ${handshake} (${code})`
    : `no secure connection to ${nameOf(place)}: ${describeError(error)}`;
}
