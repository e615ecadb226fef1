import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './secret-key';

/** Says how the rest is to be read: AES-256-GCM, a nonce of 12 bytes, a tag of 16 bytes, the ciphertext. */
const FORM = 'oi1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Encrypts a text so that it can be read only with the key and only in its place: `oi1.<key id>.<base64url>`.
 *
 * @param context where the text is kept, such as the key of a setting; sealed for one place it does not open in another
 */
export function sealWith(key: SecretKey, text: string, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(boundTo(key.id, context));
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${FORM}.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')}`;
}

/** The text; `undefined` when it was sealed with another key or for another place, or is damaged. */
export function openWith(key: SecretKey, sealed: string, context: string): string | undefined {
  if (keyIdOf(sealed) !== key.id) return undefined;
  const bytes = Buffer.from(sealed.split('.')[2]!, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES })
    .setAAD(boundTo(key.id, context))
    .setAuthTag(tag);
  try {
    const content = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(content).toString('utf8');
  } catch {
    // The tag does not fit, and no more is known of it.
    return undefined;
  }
}

/** Which key a text was sealed with; `undefined` for what is no sealed text. */
export function keyIdOf(sealed: string): string | undefined {
  const [form, keyId, content, ...rest] = sealed.split('.');
  return form === FORM && keyId && content && rest.length === 0 ? keyId : undefined;
}

function boundTo(keyId: string, context: string): Buffer {
  return Buffer.from(`${FORM}.${keyId}.${context}`);
}
