import { createHmac } from 'node:crypto';

/** The header that carries the signature. */
export const WEBHOOK_SIGNATURE_HEADER = 'X-Totara-Signature';

/** The signature of a webhook: the bare hexadecimal HMAC-SHA256 of the very bytes that are sent, without a prefix. */
export function signWebhook(rawBody: string | Buffer, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('hex');
}
