import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt } from 'jose';
import { aTarget } from '../testing/a-target';
import { tokenRequest } from './token-request';

const NOW = new Date('2026-03-01T12:00:00Z');

function credentialsOf(authorization: string | undefined): string {
  return Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString('utf8');
}

describe('tokenRequest', () => {
  it('asks for client credentials by form, with the client in the Basic header', async () => {
    const request = await tokenRequest(
      aTarget({ url: 'https://idcs.example.com', clientId: 'abc', clientSecret: 'idcscs-1-2' }),
      NOW,
    );

    expect(request).toMatchObject({
      url: 'https://idcs.example.com/token',
      body: 'grant_type=client_credentials',
    });
    expect(request.headers).toEqual({
      authorization: `Basic ${Buffer.from('abc:idcscs-1-2').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  });

  it('puts id and secret into the form, and nothing into the header, when told to', async () => {
    const clientAuth = { method: 'body', clientSecret: 'ü + %/=&' } as const;

    const { headers, body } = await tokenRequest(aTarget({ clientId: 'a:b', clientAuth }), NOW);

    expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' });
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'a:b',
      client_secret: 'ü + %/=&',
    });
  });

  it('puts a signed assertion in place of secret and header when told to', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const clientAuth = {
      method: 'private_key_jwt',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      keyId: 'alias',
      audience: 'https://identity.oraclecloud.com/',
    } as const;

    const { headers, body } = await tokenRequest(
      aTarget({ clientId: 'abc', scope: 'urn:x', clientAuth }),
      NOW,
    );

    expect(headers).not.toHaveProperty('authorization');
    const { client_assertion: assertion, ...form } = Object.fromEntries(new URLSearchParams(body));
    expect(form).toEqual({
      grant_type: 'client_credentials',
      client_id: 'abc',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'urn:x',
    });
    expect(decodeJwt(assertion!)).toMatchObject({ iss: 'abc', sub: 'abc' });
  });

  it.each([
    'urn:opc:resource:consumer::all',
    'https://0A1B.integration.eu-frankfurt-1.ocp.oraclecloud.com:443urn:opc:resource:consumer::all',
    'urn:opc:resource:fa:instsanceid=630113349urn:opc:resource:consumer::all',
    'two scopes/with+plus &amp=%20',
  ])('passes the scope %s on, encoded exactly once', async (scope) => {
    const { body } = await tokenRequest(aTarget({ scope }), NOW);

    expect(new URLSearchParams(body).get('scope')).toBe(scope);
    expect(body.split('&')).toHaveLength(2);
  });

  it('encodes special characters of id and secret, so that a colon does not end the id', async () => {
    const { headers } = await tokenRequest(aTarget({ clientId: 'a:b', clientSecret: 'ü + %/=&' }), NOW);

    expect(credentialsOf(headers['authorization'])).toBe('a%3Ab:%C3%BC+%2B+%25%2F%3D%26');
  });

  it('leaves the usual characters of Oracle clients as they are', async () => {
    const { headers } = await tokenRequest(
      aTarget({ clientId: 'Ab1_-xyz..', clientSecret: 'idcscs-0f3e..' }),
      NOW,
    );

    expect(credentialsOf(headers['authorization'])).toBe('Ab1_-xyz..:idcscs-0f3e..');
  });
});
