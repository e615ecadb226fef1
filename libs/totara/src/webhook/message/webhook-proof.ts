import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { WEBHOOK_SIGNATURE_HEADER } from '@oracle-integration/contracts';
import { constantTimeEqual, sha256 } from '@oracle-integration/platform';

/** How a sender proved itself. */
export type Proof = 'signature' | 'bearer' | 'token';

/** `missing`: nothing was presented. `wrong`: what was presented is none of ours. */
export type ProofVerdict = { readonly by: Proof } | { readonly refused: 'missing' | 'wrong' };

const HEX_SHA256 = /^(?:sha256=)?([0-9a-f]{64})$/i;

/**
 * Whether the headers prove the sender: Totara's signature over the bytes of the body, or the secret itself.
 *
 * Over the bytes as they came: parsed and written anew, a body has other spaces and escapes, and another signature.
 */
export function proofByHeaders(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secrets: readonly string[],
): ProofVerdict {
  const signature = headers[WEBHOOK_SIGNATURE_HEADER];
  if (typeof signature === 'string' && signature !== '')
    return isSignedBy(signature, body, secrets) ? { by: 'signature' } : { refused: 'wrong' };
  const bearer = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return isOneOf(bearer.trim(), secrets) ? { by: 'bearer' } : { refused: 'wrong' };
  return { refused: 'missing' };
}

/** Whether the token inside a message is the secret: all that Moodle's local_webhooks can do. */
export function proofByToken(token: unknown, secrets: readonly string[]): ProofVerdict {
  if (typeof token !== 'string' || token === '') return { refused: 'missing' };
  return isOneOf(token, secrets) ? { by: 'token' } : { refused: 'wrong' };
}

function isSignedBy(signature: string, body: Buffer, secrets: readonly string[]): boolean {
  const presented = HEX_SHA256.exec(signature.trim())?.[1];
  if (presented === undefined) return false;
  const given = Buffer.from(presented, 'hex');
  return anyOf(secrets, (secret) =>
    timingSafeEqual(given, createHmac('sha256', secret).update(body).digest()),
  );
}

/** Compared by their hashes, so that not even the length of the secret shows. */
function isOneOf(presented: string, secrets: readonly string[]): boolean {
  const given = sha256(presented);
  return anyOf(secrets, (secret) => constantTimeEqual(given, sha256(secret)));
}

/** Asks for each, also after one fits: which of two secrets it was must not show in the time. */
function anyOf(secrets: readonly string[], fits: (secret: string) => boolean): boolean {
  return secrets.map(fits).includes(true);
}
