import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 random bits in URL-safe text (43 characters). */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * SHA-256 of a high-entropy secret. A slow password hash would cap an endpoint at about a thousand requests
 * a second and protects nothing here: 256 random bits cannot be guessed.
 */
export function sha256(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** HMAC-SHA-256, cut to 16 bytes: enough against forgery, short enough for an address bar. */
export function shortSignature(key: Buffer, content: Buffer | string): Buffer {
  return createHmac('sha256', key).update(content).digest().subarray(0, 16);
}

/** Equality that takes the same time wherever the difference is; only a difference in length shows. */
export function constantTimeEqual(left: Buffer | string, right: Buffer | string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
