import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ClientAuth } from '../target/delivery-target';

/** Long enough for a clock that is some minutes off, short enough to be of no use to whoever finds it in a log. */
const LIFE_SECONDS = 300;

/**
 * A signed statement of the client about itself (RFC 7523), in place of a secret: RS256, or ES256 with an EC key.
 *
 * @returns a compact JWT; each call makes another one
 */
export function clientAssertion(
  clientId: string,
  { privateKey, keyId, audience }: Extract<ClientAuth, { method: 'private_key_jwt' }>,
  now: Date,
): Promise<string> {
  const key = createPrivateKey(privateKey);
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({
      alg: key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256',
      typ: 'JWT',
      ...(keyId === undefined ? {} : { kid: keyId }),
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(key);
}
