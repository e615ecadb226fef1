import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '@oracle-integration/platform';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const HINT_BYTES = 6;
const HINT_LENGTH = 8;
const SECRET_BYTES = 32;
/** 62^43 is just above 2^256. */
const SECRET_LENGTH = 43;
/** 62^6 is above 2^32. */
const CHECKSUM_LENGTH = 6;

const TOKEN = new RegExp(
  `^(oi_[0-9A-Za-z]{${HINT_LENGTH}}_[0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

/** A token at the one moment when it exists in full. */
export interface NewToken {
  readonly token: string;
  /** Its public beginning, by which a list tells it from others. */
  readonly hint: string;
  readonly hash: Buffer;
}

/**
 * A new token: `oi_<8 public characters>_<256 random bits><checksum>`, letters and digits only, so that a double click
 * selects nearly all of it. The prefix and the checksum let a secret scanner find one in a repository without asking us.
 */
export function newToken(): NewToken {
  const hint = `oi_${base62(randomBytes(HINT_BYTES), HINT_LENGTH).slice(-HINT_LENGTH)}`;
  const body = `${hint}_${base62(randomBytes(SECRET_BYTES), SECRET_LENGTH)}`;
  const token = body + checksum(body);
  return { token, hint, hash: sha256(token) };
}

/** Whether a text that begins like a token of ours was cut or mistyped on its way. */
export function isMiscopied(text: string): boolean {
  if (!/^oi_[0-9A-Za-z]{8}_/.test(text)) return false;
  const [, body, sum] = TOKEN.exec(text) ?? [];
  return body === undefined || checksum(body) !== sum;
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, CHECKSUM_LENGTH);
}

function base62(bytes: Buffer, length: number): string {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (value > 0n) {
    text = ALPHABET[Number(value % 62n)]! + text;
    value /= 62n;
  }
  return text.padStart(length, '0');
}
