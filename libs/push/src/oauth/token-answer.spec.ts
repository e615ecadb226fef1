import { anAnswer, notReached } from '../testing/an-answer';
import { readTokenAnswer } from './token-answer';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('readTokenAnswer', () => {
  it('reads token and life time', () => {
    const answer = anAnswer({ body: { access_token: 'eyJ.a-b_c', token_type: 'Bearer', expires_in: 3600 } });

    expect(readTokenAnswer(answer, NOW)).toEqual({ token: 'eyJ.a-b_c', expiresInSeconds: 3600 });
  });

  it.each([
    ['left out', undefined, 300],
    ['text', '1800', 1800],
    ['zero', 0, 300],
    ['negative', -1, 300],
    ['words', 'long', 300],
  ])('expires_in %s', (_case, expires_in, expiresInSeconds) => {
    const answer = anAnswer({ body: { access_token: 'abc', expires_in } });

    expect(readTokenAnswer(answer, NOW)).toEqual({ token: 'abc', expiresInSeconds });
  });

  it.each([
    ['401 invalid_client', 401, { error: 'invalid_client' }, 'PUSH.CLIENT_REFUSED'],
    ['400 invalid_client', 400, { error: 'invalid_client' }, 'PUSH.CLIENT_REFUSED'],
    ['400 unauthorized_client', 400, { error: 'unauthorized_client' }, 'PUSH.CLIENT_REFUSED'],
    ['401 without words', 401, '', 'PUSH.CLIENT_REFUSED'],
    ['400 invalid_scope', 400, { error: 'invalid_scope' }, 'PUSH.SCOPE_REFUSED'],
    ['400 unsupported_grant_type', 400, { error: 'unsupported_grant_type' }, 'PUSH.TOKEN_UNUSABLE'],
    ['an error named like a member of every object', 400, { error: 'constructor' }, 'PUSH.TOKEN_UNUSABLE'],
    ['404', 404, 'not here', 'PUSH.TOKEN_UNUSABLE'],
    ['302', 302, '', 'PUSH.TOKEN_UNUSABLE'],
    ['400 invalid_request', 400, { error: 'invalid_request' }, 'PUSH.TOKEN_UNUSABLE'],
    ['500', 500, 'oops', 'PUSH.TOKEN_UNREACHABLE'],
    ['502', 502, '<html>Bad gateway</html>', 'PUSH.TOKEN_UNREACHABLE'],
    ['503 that does not say how long', 503, '', 'PUSH.TOKEN_UNREACHABLE'],
    ['408', 408, '', 'PUSH.TOKEN_UNREACHABLE'],
    ['500 that knows the client is wrong', 500, { error: 'invalid_client' }, 'PUSH.CLIENT_REFUSED'],
    ['200 with a page', 200, '<html>Sign in</html>', 'PUSH.TOKEN_UNUSABLE'],
    ['200 torn', 200, '{"access_token":"abc', 'PUSH.TOKEN_UNUSABLE'],
    ['200 without a token', 200, { expires_in: 3600 }, 'PUSH.TOKEN_UNUSABLE'],
    ['200 with an empty token', 200, { access_token: '' }, 'PUSH.TOKEN_UNUSABLE'],
    ['200 with a token that no header can carry', 200, { access_token: 'a\nb' }, 'PUSH.TOKEN_UNUSABLE'],
    ['200 with a token that is too long', 200, { access_token: 'a'.repeat(16_001) }, 'PUSH.TOKEN_UNUSABLE'],
    ['200 with null', 200, 'null', 'PUSH.TOKEN_UNUSABLE'],
  ])('%s is trouble', (_case, status, body, code) => {
    expect(readTokenAnswer(anAnswer({ status, body }), NOW)).toMatchObject({ trouble: { code } });
  });

  it.each([notReached({ detail: 'why' }), { kind: 'no_answer', detail: 'why' } as const])(
    '$kind is trouble of the network',
    (answer) => {
      expect(readTokenAnswer(answer, NOW)).toEqual({
        trouble: { code: 'PUSH.TOKEN_UNREACHABLE', detail: 'why' },
      });
    },
  );

  it('429 that does not say how long is a wish to wait as well: an identity domain never says', () => {
    expect(readTokenAnswer(anAnswer({ status: 429 }), NOW)).toEqual({
      trouble: { code: 'PUSH.ASKED_TO_WAIT', detail: 'the token endpoint answers 429' },
    });
  });

  it.each([429, 503])('%d with Retry-After is a wish to wait', (status) => {
    const answer = anAnswer({ status, retryAfter: '45' });

    expect(readTokenAnswer(answer, NOW)).toMatchObject({
      trouble: { code: 'PUSH.ASKED_TO_WAIT', waitSeconds: 45 },
    });
  });

  it('tells error and description on one line that can be stored', () => {
    const body = { error: 'invalid_client', error_description: 'Client\u0000 authentication\n failed.' };

    expect(readTokenAnswer(anAnswer({ status: 401, body }), NOW)).toMatchObject({
      trouble: { detail: 'the token endpoint answers 401, invalid_client, Client authentication failed.' },
    });
  });

  it.each([
    ['nothing more of 503', anAnswer({ status: 503 }), 'the token endpoint answers 503'],
    [
      'a page',
      anAnswer({ body: '<html>Sign in</html>', contentType: 'text/html' }),
      'the token endpoint answers 200, with a page',
    ],
    ['JSON without a token', anAnswer({ body: {} }), 'the token endpoint answers 200, without a token'],
    ['words', anAnswer({ body: 'OK' }), 'the token endpoint answers 200, with something that is not JSON'],
    [
      'an endless answer',
      anAnswer({ body: 'x', isCut: true }),
      'the token endpoint answers 200, far too long for a token',
    ],
    [
      'a token that is none, without repeating it',
      anAnswer({ body: { access_token: 'hunter 2' } }),
      'the token endpoint answers 200, with a token that no header can carry',
    ],
  ])('tells %s', (_case, answer, detail) => {
    expect(readTokenAnswer(answer, NOW)).toMatchObject({ trouble: { detail } });
  });

  it('never repeats what the request held, not even half of it', () => {
    const body = { error: 'invalid_request', error_description: `${'a'.repeat(270)} hunter-of-secrets` };

    const outcome = readTokenAnswer(anAnswer({ status: 400, body }), NOW, ['hunter-of-secrets']);

    expect(JSON.stringify(outcome)).not.toContain('hunt');
  });
});
