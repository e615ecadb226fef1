import { allSent } from './testing/push-sample';
import { PushStand } from './testing/push-stand';

const SENTENCE = /^[A-Z].+\.$/;

describe('trouble at the token endpoint', () => {
  let stand: PushStand;

  beforeAll(async () => (stand = await PushStand.start()));

  afterEach(() => stand.cure());
  afterAll(() => stand?.stop());

  /** The token in hand is refused once, so that a new one is needed. */
  function setTokenFaults(token: object): Promise<void> {
    return stand.system.oracle.setFaults({ unauthorized: 'once', token });
  }

  it.each<[string, object, string]>([
    ['refuses the client', { error: 'invalid_client' }, 'PUSH.CLIENT_REFUSED'],
    ['does not allow the grant', { error: 'unauthorized_client' }, 'PUSH.CLIENT_REFUSED'],
    ['does not know the scope', { error: 'invalid_scope' }, 'PUSH.SCOPE_REFUSED'],
    ['closes the connection', { refuse: true }, 'PUSH.TOKEN_UNREACHABLE'],
    ['answers with a sign-in page', { html: true }, 'PUSH.TOKEN_UNUSABLE'],
    ['answers with what is no JSON', { garbage: true }, 'PUSH.TOKEN_UNUSABLE'],
    ['fails with 500', { status: 500 }, 'PUSH.TOKEN_UNREACHABLE'],
    ['limits the rate and does not say how long', { status: 429 }, 'PUSH.ASKED_TO_WAIT'],
    ['limits the rate until a time', { status: 429, retryAfter: '3' }, 'PUSH.ASKED_TO_WAIT'],
  ])('%s: all wait, and the cure delivers', async (_, faults, code) => {
    // What is being probed with does not wait: no probe may come while the hold is looked at.
    await stand.keepWaiting();
    await setTokenFaults(faults);
    const sample = await stand.complete(3);

    const hold = await stand.heldFor(code);
    const waiting = await sample.each(({ status }) => status === 'queued');
    await stand.cure();
    const sent = await sample.settled();
    await stand.overviewOnce(({ holds }) => holds.length === 0);

    expect(hold).toMatchObject({
      reason: expect.stringMatching(SENTENCE) as string,
      action: expect.any(String) as string,
    });
    expect(hold.waiting).toBeGreaterThanOrEqual(1);
    expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true);
    expect(sent.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('nobody listens on its port: all wait, and when somebody does, delivery goes on by itself', async () => {
    await setTokenFaults({});
    await stand.gates.token.shut();
    const sample = await stand.complete(3);

    await stand.heldFor('PUSH.TOKEN_UNREACHABLE');
    await stand.gates.token.open();
    const sent = await sample.each(({ status }) => status === 'sent');
    await stand.overviewOnce(({ holds }) => holds.length === 0);

    expect(sent.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it('is slow: the token is waited for, and asked for once', async () => {
    await setTokenFaults({ latencyMs: 2_500 });
    const { tokens } = await stand.stats();
    const sample = await stand.complete(3);

    const sent = await sample.each(({ status }) => status === 'sent');

    expect((await stand.stats()).tokens).toBe(tokens + 1);
    expect(sent.every(({ attempts }) => attempts === 1)).toBe(true);
    expect(await sample.outcome()).toEqual(allSent(3));
  });

  it.each<[string, object]>([
    ['tells no life time of its tokens', { expiresInSeconds: null }],
    ['issues tokens that live for two seconds', { expiresInSeconds: 2 }],
    ['issues tokens that are over at once', { expiresInSeconds: 0, times: 1 }],
  ])('%s: everything is delivered', async (_, faults) => {
    await setTokenFaults(faults);
    const first = await stand.complete(3);
    await first.settled();
    const second = await stand.complete(3);
    await second.settled();

    expect([await first.outcome(), await second.outcome()]).toEqual([allSent(3), allSent(3)]);
  });
});

describe('trouble with what was set', () => {
  let stand: PushStand;

  beforeAll(async () => (stand = await PushStand.prepare()));

  afterAll(() => stand?.stop());

  it.each<[string, Record<string, string>, string]>([
    ['an unknown host', { PUSH_BASE_URL: 'http://oracle.invalid' }, 'PUSH.UNREACHABLE'],
    [
      'an unknown host for tokens',
      { PUSH_TOKEN_URL: 'http://oracle.invalid/oauth2/v1/token' },
      'PUSH.TOKEN_UNREACHABLE',
    ],
    [
      'a private address that is not allowed',
      { PUSH_ALLOW_PRIVATE_TARGETS: 'false' },
      'PUSH.TOKEN_UNREACHABLE',
    ],
    ['a wrong secret', { PUSH_CLIENT_SECRET: 'the secret of last year' }, 'PUSH.CLIENT_REFUSED'],
    [
      'a scope with a slash too many',
      { PUSH_SCOPE: 'urn:opc:resource:consumer::all/' },
      'PUSH.SCOPE_REFUSED',
    ],
    ['a wrong path', { PUSH_COMPLETIONS_PATH: '/complétions' }, 'PUSH.ENDPOINT_MISSING'],
  ])('%s: all wait, and the right setting delivers', async (_, environment, code) => {
    const wrong = await stand.startService(environment);
    const sample = await stand.complete(2);
    const { reason } = await stand.heldFor(code);
    const waiting = await sample.each(({ status }) => status === 'queued');
    await wrong.stop();

    await stand.startService();
    const sent = await sample.settled();
    await stand.overviewOnce(({ holds }) => holds.length === 0);
    await stand.service.stop();

    expect(reason).toMatch(SENTENCE);
    expect([...waiting, ...sent].map(({ attempts }) => attempts)).toEqual([0, 0, 1, 1]);
    expect(await sample.outcome()).toEqual(allSent(2));
  });

  it('https where nothing but http is spoken: all wait', async () => {
    const port = stand.gates.completions.port;
    const wrong = await stand.startService({ PUSH_BASE_URL: `https://127.0.0.1:${port}` });
    const sample = await stand.complete(2);

    await stand.heldFor('PUSH.UNREACHABLE');
    const waiting = await sample.each(({ status }) => status === 'queued');
    await wrong.stop();
    await stand.startService();
    await sample.settled();
    await stand.service.stop();

    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);
    expect(await sample.outcome()).toEqual(allSent(2));
  });
});
