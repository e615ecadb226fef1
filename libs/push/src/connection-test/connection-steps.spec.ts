import type { ConnectionStep, ConnectionTestView } from '@oracle-integration/contracts';
import type { TokenExchange } from '../oauth/token.client';
import { readTokenAnswer } from '../oauth/token-answer';
import type { RemoteAnswer } from '../target/remote-answer';
import { anAnswer, notReached } from '../testing/an-answer';
import { aTarget } from '../testing/a-target';
import { connectionTestView } from './connection-steps';

const TARGET = aTarget({ url: 'https://oracle.example.com', scope: 'urn:x' });
const GRANT = anAnswer({ body: { access_token: 'a-secret-token', expires_in: 3600 } });

function exchangeOf(answer: RemoteAnswer): TokenExchange {
  return { answer, outcome: readTokenAnswer(answer, new Date('2026-03-01T12:00:00Z')) };
}

function viewOf({ token = GRANT, api = anAnswer(), target = TARGET } = {}): ConnectionTestView {
  const exchange = exchangeOf(token);
  const probe = 'token' in exchange.outcome ? { answer: api } : undefined;
  return connectionTestView({ target, token: exchange, probe });
}

function resultsOf({ steps }: ConnectionTestView): string[] {
  return steps.map(({ result }) => result);
}

/** Asserts that exactly this step failed, the ones before it are ok, the ones after it skipped; answers it. */
function expectFailureAt(view: ConnectionTestView, step: ConnectionStep) {
  const index = view.steps.findIndex((one) => one.step === step);
  expect(view.ok).toBe(false);
  expect(resultsOf(view)).toEqual(
    view.steps.map((_step, at) => (at < index ? 'ok' : at === index ? 'failed' : 'skipped')),
  );
  expect(view.steps.filter(({ action }) => action !== null)).toEqual([view.steps[index]]);
  return view.steps[index]!;
}

describe('connectionTestView', () => {
  it('tells each step of a connection that is well', () => {
    const view = viewOf({ api: anAnswer({ status: 422, body: { title: 'no items' } }) });

    expect(view.ok).toBe(true);
    expect(view.steps.map(({ step, result, detail }) => [step, result, detail])).toEqual([
      ['token_address', 'ok', 'oracle.example.com is found.'],
      ['token_connection', 'ok', 'oracle.example.com takes the connection.'],
      ['token_tls', 'ok', 'The certificate is trusted.'],
      ['token', 'ok', 'A token that holds for 3600 seconds.'],
      ['scope', 'ok', 'urn:x'],
      ['api_address', 'ok', 'oracle.example.com is found.'],
      ['api_connection', 'ok', 'oracle.example.com takes the connection.'],
      ['api_tls', 'ok', 'The certificate is trusted.'],
      ['api', 'ok', 'It answers 422.'],
    ]);
  });

  it('skips the certificates of addresses that begin with http://', () => {
    const view = viewOf({ target: aTarget() });

    expect(view.ok).toBe(true);
    expect(view.steps.filter(({ result }) => result === 'skipped').map(({ step }) => step)).toEqual([
      'token_tls',
      'api_tls',
    ]);
  });

  it('names what is not set', () => {
    const failed = expectFailureAt(
      connectionTestView({ missing: ['Token URL', 'Client ID'], unreadable: [] }),
      'token_address',
    );

    expect(failed).toMatchObject({
      detail: expect.stringContaining('Token URL, Client ID') as string,
      action: expect.stringMatching(/^You: set what is missing/) as string,
    });
  });

  it.each(['address', 'connection', 'tls'] as const)('tells that the token %s failed', (stage) => {
    const failed = expectFailureAt(viewOf({ token: notReached({ stage, detail: 'why' }) }), `token_${stage}`);

    expect(failed).toMatchObject({
      detail: 'Not reached: why.',
      action: expect.stringMatching(/IT: /) as string,
    });
  });

  it.each(['address', 'connection', 'tls'] as const)('tells that the %s of the endpoint failed', (stage) => {
    const failed = expectFailureAt(viewOf({ api: notReached({ stage, detail: 'why' }) }), `api_${stage}`);

    expect(failed).toMatchObject({
      detail: 'Not reached: why.',
      action: expect.stringMatching(/IT: /) as string,
    });
  });

  it.each<[string, RemoteAnswer, RegExp, RegExp]>([
    [
      'the client',
      anAnswer({ status: 401, body: { error: 'invalid_client' } }),
      /refuses the client.*invalid_client/,
      /Client Secret/,
    ],
    [
      'the request',
      anAnswer({ status: 400, body: { error: 'invalid_request' } }),
      /invalid_request/,
      /Token URL/,
    ],
    ['nothing but a page', anAnswer({ body: '<html>' }), /no token.*with a page/, /Token URL/],
    ['too many requests', anAnswer({ status: 429, retryAfter: '7' }), /asks us to wait/, /wait 7 seconds/],
    ['too many, for who knows how long', anAnswer({ status: 429 }), /asks us to wait/, /wait 60 seconds/],
    ['while it is down', anAnswer({ status: 503 }), /answers 503/, /Oracle administrator/],
    [
      'by silence',
      { kind: 'no_answer', detail: 'no answer in time' },
      /grants nothing.*no answer in time/,
      /Oracle administrator/,
    ],
  ])('tells that no token was granted: %s', (_case, token, detail, action) => {
    expect(expectFailureAt(viewOf({ token }), 'token')).toMatchObject({
      detail: expect.stringMatching(detail) as string,
      action: expect.stringMatching(action) as string,
    });
  });

  it('names the key, not the secret, when the client signs', () => {
    const clientAuth = { method: 'private_key_jwt', privateKey: '', keyId: undefined, audience: '' } as const;
    const token = anAnswer({ status: 401, body: { error: 'invalid_client' } });

    const { action } = expectFailureAt(viewOf({ token, target: { ...TARGET, clientAuth } }), 'token');

    expect(action).toMatch(/Private Key and Key ID/);
    expect(action).not.toMatch(/Secret/);
  });

  it('tells a refused scope from a refused client', () => {
    const view = viewOf({ token: anAnswer({ status: 400, body: { error: 'invalid_scope' } }) });

    expect(expectFailureAt(view, 'scope').action).toMatch(/compare the scope/);
    expect(view.steps.find(({ step }) => step === 'token')?.detail).toBe('Oracle accepts the client.');
  });

  it('says that too many tokens were asked for, and that nothing was looked at', () => {
    const trouble = { code: 'PUSH.TOKEN_LIMIT', detail: '60 in a minute', waitSeconds: 12 } as const;

    const view = connectionTestView({
      target: TARGET,
      token: { answer: undefined, outcome: { trouble } },
      probe: undefined,
    });

    expect(view.ok).toBe(false);
    expect(view.steps.filter(({ result }) => result !== 'skipped')).toMatchObject([
      { step: 'token', result: 'failed', action: expect.stringMatching(/12 seconds/) as string },
    ]);
  });

  it.each<[string, RemoteAnswer, RegExp, RegExp]>([
    ['401', anAnswer({ status: 401 }), /then refuses it/, /Oracle administrator/],
    ['403', anAnswer({ status: 403 }), /A role is missing/, /Oracle administrator/],
    ['404', anAnswer({ status: 404 }), /does not know the address/, /Base URL/],
    ['405', anAnswer({ status: 405 }), /does not know the address/, /Base URL/],
    ['a redirect', anAnswer({ status: 302 }), /sign-in or error page/, /Base URL/],
    ['a page by its type', anAnswer({ contentType: 'text/html' }), /sign-in or error page/, /Base URL/],
    ['a page by its look', anAnswer({ body: '<!doctype html>' }), /sign-in or error page/, /Base URL/],
    ['500', anAnswer({ status: 500, body: 'ORA-600' }), /fails.*500: ORA-600/, /Oracle administrator/],
    [
      'nothing',
      { kind: 'no_answer', detail: 'no answer in time' },
      /does not answer: no answer in time/,
      /Oracle administrator/,
    ],
  ])('tells that the endpoint answers %s', (_case, api, detail, action) => {
    expect(expectFailureAt(viewOf({ api }), 'api')).toMatchObject({
      detail: expect.stringMatching(detail) as string,
      action: expect.stringMatching(action) as string,
    });
  });

  it.each([200, 202, 207, 400, 409, 413, 422, 429])('takes %d for an endpoint that answers', (status) => {
    expect(viewOf({ api: anAnswer({ status }) }).ok).toBe(true);
  });
});
