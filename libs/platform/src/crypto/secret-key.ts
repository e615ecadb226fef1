import { hkdfSync } from 'node:crypto';

/** What a key is derived for: another purpose has another key, though the secret be the same. */
const PURPOSE = 'oracle-integration/secret-box/1';

/** A key of the secret box, derived from the secret that an operator keeps. */
export interface SecretKey {
  /** Names the key in what is sealed with it; says nothing of the key itself. */
  readonly id: string;
  readonly bytes: Buffer;
}

export function secretKeyOf(secret: string): SecretKey {
  return { id: derived(secret, 'id', 6).toString('hex'), bytes: derived(secret, 'key', 32) };
}

/** HKDF (RFC 5869): the id and the key are unrelated to whoever does not have the secret. */
function derived(secret: string, part: 'id' | 'key', bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `${PURPOSE}/${part}`, bytes));
}
