import { aTarget } from '../testing/a-target';
import { tokenRequest } from './token-request';

function credentialsOf(authorization: string | undefined): string {
  return Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString('utf8');
}

describe('tokenRequest', () => {
  it('asks for client credentials by form, with the client in the Basic header', () => {
    const request = tokenRequest(
      aTarget({ url: 'https://idcs.example.com', clientId: 'abc', clientSecret: 'idcscs-1-2' }),
    );

    expect(request.url).toBe('https://idcs.example.com/token');
    expect(request.body).toBe('grant_type=client_credentials');
    expect(request.headers).toEqual({
      authorization: `Basic ${Buffer.from('abc:idcscs-1-2').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  });

  it.each([
    'urn:opc:resource:consumer::all',
    'https://0A1B.integration.eu-frankfurt-1.ocp.oraclecloud.com:443urn:opc:resource:consumer::all',
    'urn:opc:resource:fa:instsanceid=630113349urn:opc:resource:consumer::all',
    'two scopes/with+plus &amp=%20',
  ])('passes the scope %s on, encoded exactly once', (scope) => {
    const { body } = tokenRequest(aTarget({ scope }));

    expect(new URLSearchParams(body).get('scope')).toBe(scope);
    expect(body.split('&')).toHaveLength(2);
  });

  it('encodes special characters of id and secret, so that a colon does not end the id', () => {
    const { headers } = tokenRequest(aTarget({ clientId: 'a:b', clientSecret: 'ü + %/=&' }));

    expect(credentialsOf(headers['authorization'])).toBe('a%3Ab:%C3%BC+%2B+%25%2F%3D%26');
  });

  it('leaves the usual characters of Oracle clients as they are', () => {
    const { headers } = tokenRequest(aTarget({ clientId: 'Ab1_-xyz..', clientSecret: 'idcscs-0f3e..' }));

    expect(credentialsOf(headers['authorization'])).toBe('Ab1_-xyz..:idcscs-0f3e..');
  });
});
