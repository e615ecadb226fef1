import { lookup as dnsLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { publicLookup } from './address-guard';
import { addressDetail, connectionDetail, tlsDetail, UnreachedError } from './unreached';

/** For the connection, and once more for the handshake. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Which targets may be connected to, and whose certificates are believed. */
export interface Trust {
  readonly allowPrivate: boolean;
  /** PEM text of certificates that are trusted in addition to the usual ones. */
  readonly caCertificate?: string | undefined;
}

/**
 * A pool of connections that are kept alive. One that cannot be made fails with an {@link UnreachedError} that names
 * the stage it came to; every connection is checked by address after its name was resolved.
 */
export function targetAgent(trust: Trust): Agent {
  // As many connections as there are requests at once: the caller bounds those.
  return new Agent({ connect: connectorOf(trust), allowH2: false });
}

function connectorOf({ allowPrivate, caCertificate }: Trust): buildConnector.connector {
  const lookup = tellingLookup(allowPrivate ? dnsLookup : publicLookup());
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup });
  // Made once: reading some 150 certificates takes longer than a handshake.
  const trusted = caCertificate && createSecureContext({ ca: [...rootCertificates, caCertificate] });
  const secure = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    ...(trusted ? { secureContext: trusted } : {}),
  });
  return (options, callback) => {
    const isSecure = options.protocol === 'https:';
    const place = { hostname: options.hostname, port: options.port || (isSecure ? '443' : '80') };
    // In two steps, so that it is known which of them failed.
    connect({ ...options, protocol: 'http:', port: place.port }, (...[failure, socket]) => {
      if (failure) return callback(unreachedBy(failure, connectionDetail(place, failure)), null);
      if (!isSecure) return callback(null, socket);
      secure({ ...options, httpSocket: socket }, (...[refusal, secured]) => {
        if (!refusal) return callback(null, secured);
        socket.destroy();
        callback(new UnreachedError('tls', tlsDetail(place, refusal), refusal), null);
      });
    });
  };
}

/** The look-up has already said so when it was the name. */
function unreachedBy(failure: Error, detail: string): UnreachedError {
  return failure instanceof UnreachedError ? failure : new UnreachedError('connection', detail, failure);
}

function tellingLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) =>
      callback(
        error && new UnreachedError('address', addressDetail(hostname, error), error),
        address,
        family,
      ),
    );
}
