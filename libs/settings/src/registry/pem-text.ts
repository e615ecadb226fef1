import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** Variables and consoles often hold PEM text on one line, with its line ends written as `\n`. */
const pemText = z.string().transform((text) => text.replaceAll('\\r', '').replaceAll('\\n', '\n').trim());

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** One or more certificates in PEM form, with real line ends. */
export const certificatesPem = pemText.refine(
  holdsCertificates,
  'must hold one or more certificates in PEM form (-----BEGIN CERTIFICATE-----)',
);

/** A private key by which an OAuth2 client can sign: RSA of at least 2048 bits, or EC on the curve P-256. */
export const signingKeyPem = pemText.refine(
  isSigningKey,
  'must be a private key in PEM form (PKCS#8, without a password): RSA of at least 2048 bits, or EC on the curve P-256',
);

function holdsCertificates(text: string): boolean {
  const certificates = text.match(CERTIFICATE) ?? [];
  return certificates.length > 0 && certificates.every((pem) => isParsed(() => new X509Certificate(pem)));
}

function isSigningKey(text: string): boolean {
  let key: KeyObject | undefined;
  if (!isParsed(() => (key = createPrivateKey(text)))) return false;
  const { modulusLength = 0, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (key?.asymmetricKeyType === 'rsa') return modulusLength >= 2048;
  return key?.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1';
}

/** OpenSSL knows many ways to say that a text is none of its own; a manager needs to know only that it is not. */
function isParsed(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
