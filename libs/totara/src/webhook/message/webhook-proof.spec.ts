import { createHmac } from 'node:crypto';
import { proofByHeaders, proofByToken } from './webhook-proof';

const SECRETS = ['the present secret', 'the one before'];
const BODY = Buffer.from('{ "event" : "x",\n "body":{"name":"L\\u00f3pez"} }');
const hmac = (secret: string, body = BODY) => createHmac('sha256', secret).update(body).digest('hex');
const withSignature = (signature: string) =>
  proofByHeaders({ 'x-totara-signature': signature }, BODY, SECRETS);

describe('proofByHeaders', () => {
  it('takes a signature that openssl has made', () => {
    const signature = 'aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494';

    expect(proofByHeaders({ 'x-totara-signature': signature }, Buffer.from('{"a":1}'), ['secret'])).toEqual({
      by: 'signature',
    });
  });

  it.each(SECRETS)('takes a signature made with %s', (secret) => {
    expect(withSignature(hmac(secret))).toEqual({ by: 'signature' });
  });

  it.each([
    ['with the prefix that other products put', `sha256=${hmac(SECRETS[0]!)}`],
    ['in upper case', hmac(SECRETS[0]!).toUpperCase()],
    ['in upper case with a prefix', `SHA256=${hmac(SECRETS[0]!).toUpperCase()}`],
    ['with blanks around it', ` ${hmac(SECRETS[0]!)} `],
  ])('takes a signature %s', (_, signature) => {
    expect(withSignature(signature)).toEqual({ by: 'signature' });
  });

  it.each([
    ['made with another secret', hmac('another secret')],
    [
      'of the same JSON with other spaces',
      hmac(SECRETS[0]!, Buffer.from(JSON.stringify(JSON.parse(BODY.toString())))),
    ],
    ['that is cut', hmac(SECRETS[0]!).slice(0, 62)],
    ['that is longer', `${hmac(SECRETS[0]!)}00`],
    ['in base64', createHmac('sha256', SECRETS[0]!).update(BODY).digest('base64')],
    ['that is given twice', `${hmac(SECRETS[0]!)}, ${hmac(SECRETS[0]!)}`],
    ['that is the secret itself', SECRETS[0]!],
  ])('refuses a signature %s', (_, signature) => {
    expect(withSignature(signature)).toEqual({ refused: 'wrong' });
  });

  it('refuses a wrong signature also where the right secret stands beside it', () => {
    const headers = { 'x-totara-signature': hmac('another'), authorization: `Bearer ${SECRETS[0]}` };

    expect(proofByHeaders(headers, BODY, SECRETS)).toEqual({ refused: 'wrong' });
  });

  it.each([`Bearer ${SECRETS[0]}`, `bearer ${SECRETS[1]}`])(
    'takes the secret itself: %s',
    (authorization) => {
      expect(proofByHeaders({ authorization }, BODY, SECRETS)).toEqual({ by: 'bearer' });
    },
  );

  it('refuses another bearer', () => {
    expect(proofByHeaders({ authorization: 'Bearer the present' }, BODY, SECRETS)).toEqual({
      refused: 'wrong',
    });
  });

  it.each([
    ['nothing', {}],
    ['an empty signature', { 'x-totara-signature': '' }],
    ['a user name and password', { authorization: 'Basic dXNlcjpwYXNz' }],
  ])('finds no proof in %s', (_, headers) => {
    expect(proofByHeaders(headers, BODY, SECRETS)).toEqual({ refused: 'missing' });
  });

  it('signs an empty body like any other', () => {
    const empty = Buffer.alloc(0);

    expect(proofByHeaders({ 'x-totara-signature': hmac(SECRETS[0]!, empty) }, empty, SECRETS)).toEqual({
      by: 'signature',
    });
  });
});

describe('proofByToken', () => {
  it.each(SECRETS)('takes the token %s', (token) => {
    expect(proofByToken(token, SECRETS)).toEqual({ by: 'token' });
  });

  it('refuses another token', () => {
    expect(proofByToken('the present secre', SECRETS)).toEqual({ refused: 'wrong' });
  });

  it.each([undefined, null, '', 7, ['the present secret']])('finds no proof in %p', (token) => {
    expect(proofByToken(token, SECRETS)).toEqual({ refused: 'missing' });
  });
});
