import { hash } from 'node:crypto';

/** SHA-256 of a key or a body; the ledgers keep its first 16 bytes. */
export function digestOf(value: string | Buffer): Buffer {
  return hash('sha256', value, 'buffer');
}
