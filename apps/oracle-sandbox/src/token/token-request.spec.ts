import { refuseTokenRequest, type TokenRequest } from './token-request';

const client = { clientId: 'client a', clientSecret: 's%c:r+t&', scope: 'https://x.example:443urn:opc:all' };
const scope = encodeURIComponent(client.scope);

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

const goodHeader = basic(encodeURIComponent(client.clientId), encodeURIComponent(client.clientSecret));

function refusal(request: Partial<TokenRequest>): string {
  const whole = { authorization: undefined, form: '', query: '', ...request };
  const refused = refuseTokenRequest(whole, client);
  return refused ? `${refused.status} ${refused.error}` : 'granted';
}

describe('refuseTokenRequest', () => {
  const grant = `grant_type=client_credentials&scope=${scope}`;
  const body = new URLSearchParams({
    client_id: client.clientId,
    client_secret: client.clientSecret,
  }).toString();

  it('grants to a Basic header whose parts are form-url-encoded', () => {
    expect(refusal({ authorization: goodHeader, form: grant })).toBe('granted');
  });

  it('reads a plus sign in the header as a space, as form encoding does', () => {
    const header = basic('client+a', encodeURIComponent(client.clientSecret));

    expect(refusal({ authorization: header, form: grant })).toBe('granted');
  });

  it('refuses a Basic header whose secret was not form-url-encoded', () => {
    const header = basic(client.clientId, client.clientSecret);

    expect(refusal({ authorization: header, form: grant })).toBe('401 invalid_client');
  });

  it('grants to credentials in the body', () => {
    expect(refusal({ form: `${grant}&${body}` })).toBe('granted');
  });

  it('grants when the body repeats the client of the header without the secret', () => {
    expect(refusal({ authorization: goodHeader, form: `${grant}&client_id=client+a` })).toBe('granted');
  });

  it.each([
    ['header and body', { authorization: goodHeader, form: `${grant}&${body}` }],
    ['a header and another client_id', { authorization: goodHeader, form: `${grant}&client_id=b` }],
    ['a repeated member', { authorization: goodHeader, form: `${grant}&scope=x` }],
    ['credentials in the URL', { query: body, form: grant }],
    ['no grant_type', { authorization: goodHeader, form: `scope=${scope}` }],
    ['an empty grant_type', { authorization: goodHeader, form: `grant_type=&scope=${scope}` }],
  ])('calls %s an invalid request', (_, request) => {
    expect(refusal(request)).toBe('400 invalid_request');
  });

  it.each([
    ['no credentials', { form: grant }],
    ['a wrong secret', { form: `${grant}&client_id=client+a&client_secret=no` }],
    ['a wrong id', { authorization: basic('other', encodeURIComponent(client.clientSecret)), form: grant }],
    ['another scheme', { authorization: 'Bearer abc', form: grant }],
    ['a header that is no base64', { authorization: 'Basic ***', form: grant }],
    ['a header without a colon', { authorization: `Basic ${btoa('client')}`, form: grant }],
    ['an id without a secret', { form: `${grant}&client_id=client+a` }],
  ])('does not know the client for %s', (_, request) => {
    expect(refusal(request)).toBe('401 invalid_client');
  });

  it.each([
    ['missing', 'grant_type=client_credentials'],
    ['of another case', `grant_type=client_credentials&scope=${scope.toUpperCase()}`],
    ['followed by a space', `${grant}%20`],
    ['encoded twice', `grant_type=client_credentials&scope=${encodeURIComponent(scope)}`],
  ])('refuses a scope that is %s', (_, form) => {
    expect(refusal({ authorization: goodHeader, form })).toBe('400 invalid_scope');
  });

  it('serves no other grant', () => {
    expect(refusal({ authorization: goodHeader, form: `grant_type=password&scope=${scope}` })).toBe(
      '400 unsupported_grant_type',
    );
  });
});
