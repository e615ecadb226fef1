import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { isIP } from 'node:net';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM, PKCS#8. */
  readonly key: string;
}

export interface CertificateWishes {
  /** DNS names and IPv4 addresses. */
  readonly names?: readonly string[];
  readonly validTo?: Date;
}

/** A certificate that nobody but itself vouches for, made without any program but Node. */
export function selfSignedCertificate(wishes: CertificateWishes = {}): Certificate {
  const { names = ['127.0.0.1', 'localhost'], validTo = new Date('2049-12-31T00:00:00Z') } = wishes;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  // Of two issuers of one name a client would try only the first.
  const commonName = sequence(oid(0x55, 0x04, 0x03), der(UTF8_STRING, Buffer.from(randomUUID())));
  const name = sequence(der(SET, commonName));
  const altNames = der(OCTET_STRING, sequence(...names.map(generalName)));
  const body = sequence(
    der(0xa0, der(INTEGER, Buffer.from([2]))), // version 3
    der(INTEGER, Buffer.from([1])), // serial number
    ecdsaWithSha256,
    name,
    sequence(utcTime(new Date('2020-01-01T00:00:00Z')), utcTime(validTo)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(0x55, 0x1d, 0x11), altNames))),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', body, privateKey));
  return {
    cert: pem(sequence(body, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;

/** One value in the encoding of certificates: tag, length, content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...contents: Buffer[]): Buffer {
  return der(SEQUENCE, ...contents);
}

function oid(...bytes: number[]): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(bytes));
}

function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/g, '');
  return der(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function generalName(name: string): Buffer {
  return isIP(name) === 4
    ? der(0x87, Buffer.from(name.split('.').map(Number)))
    : der(0x82, Buffer.from(name));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
