import { generateKeyPairSync } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { certificatesPem, signingKeyPem } from './pem-text';

const [first, second] = rootCertificates as [string, string];
const oneLine = (pem: string) => pem.replaceAll('\n', '\\n');

function keyPem(pair: { privateKey: { export(options: object): string | Buffer } }, options: object = {}) {
  return pair.privateKey
    .export({ type: 'pkcs8', format: 'pem', ...options })
    .toString()
    .trim();
}

describe('certificatesPem', () => {
  it.each([
    ['one', first],
    ['several, with words between them', `${first}\nThe other one:\n${second}`],
  ])('takes %s', (_case, text) => {
    expect(certificatesPem.parse(`\n${text}\n`)).toBe(text.trim());
  });

  it('takes line ends written out for line ends', () => {
    expect(certificatesPem.parse(oneLine(first))).toBe(first);
  });

  it.each([
    ['a file name', '/etc/ssl/ca.pem'],
    ['a torn certificate', first.slice(0, 200)],
    ['something else between the right lines', first.replace(/[A-Z]{5}/g, 'AAAAA')],
    ['a good one and a bad one', `${first}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`],
  ])('refuses %s', (_case, text) => {
    expect(certificatesPem.safeParse(text).error?.issues[0]?.message).toMatch(/certificates in PEM form/);
  });
});

describe('signingKeyPem', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

  it.each([
    ['RSA', keyPem(rsa)],
    ['EC', keyPem(generateKeyPairSync('ec', { namedCurve: 'P-256' }))],
  ])('takes an %s key, its line ends written out or not', (_case, pem) => {
    expect(signingKeyPem.parse(`${pem}\n`)).toBe(pem);
    expect(signingKeyPem.parse(oneLine(pem))).toBe(pem);
  });

  it.each([
    ['words', 'secret'],
    ['a public key', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a certificate', first],
    ['a key with a password', keyPem(rsa, { cipher: 'aes-256-cbc', passphrase: 'x' })],
    ['a short RSA key', keyPem(generateKeyPairSync('rsa', { modulusLength: 1024 }))],
    ['a key on another curve', keyPem(generateKeyPairSync('ec', { namedCurve: 'P-384' }))],
    ['a key that signs in no way Oracle knows', keyPem(generateKeyPairSync('ed25519'))],
  ])('refuses %s, and does not repeat it', (_case, text) => {
    const message = signingKeyPem.safeParse(text).error?.issues[0]?.message;

    expect(message).toMatch(/must be a private key in PEM form/);
    expect(message).not.toContain(text);
  });
});
