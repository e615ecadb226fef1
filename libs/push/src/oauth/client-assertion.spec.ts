import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { clientAssertion } from './client-assertion';

const NOW = new Date('2026-03-01T12:00:00Z');
const AUDIENCE = 'https://identity.oraclecloud.com/';

function authWith({ privateKey }: KeyPairKeyObjectResult, keyId?: string) {
  return {
    method: 'private_key_jwt' as const,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyId,
    audience: AUDIENCE,
  };
}

describe('clientAssertion', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it.each([
    ['RS256', rsa],
    ['ES256', ec],
  ])('is signed by %s, says who the client is, and ends after five minutes', async (alg, pair) => {
    const assertion = await clientAssertion('abc', authWith(pair, 'alias'), NOW);

    const { protectedHeader, payload } = await jwtVerify(assertion, pair.publicKey, { currentDate: NOW });
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: 'alias' });
    expect(payload).toEqual({
      iss: 'abc',
      sub: 'abc',
      aud: AUDIENCE,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      iat: NOW.getTime() / 1000,
      exp: NOW.getTime() / 1000 + 300,
    });
  });

  it('names no key when none is named', async () => {
    const assertion = await clientAssertion('abc', authWith(ec), NOW);

    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'ES256', typ: 'JWT' });
  });

  it('is another one each time', async () => {
    const assertions = await Promise.all([1, 2].map(() => clientAssertion('abc', authWith(ec), NOW)));

    expect(new Set(assertions.map((assertion) => decodeJwt(assertion).jti)).size).toBe(2);
  });
});
