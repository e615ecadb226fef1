import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FaultSet } from '../faults/fault-set';
import { anItem } from '../testing/items';
import { RunningSandbox, access } from '../testing/running-sandbox';

interface TokenAnswer {
  access_token?: string;
  token_type?: string;
  expires_in?: number;
  error?: string;
  error_description?: string;
}

describe('POST /oauth2/v1/token', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  const grant = `grant_type=client_credentials&scope=${encodeURIComponent(access.scope)}`;
  const basic = `Basic ${btoa(`${access.clientId}:${access.clientSecret}`)}`;

  async function tokenAnswer(response: Response): Promise<TokenAnswer> {
    return (await response.json()) as TokenAnswer;
  }

  it('issues a bearer token that must not be stored', async () => {
    const response = await sandbox.askToken({ form: grant, headers: { authorization: basic } });

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await tokenAnswer(response)).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 3600,
    });
  });

  it('issues tokens that deliver, until their time is over', async () => {
    const { access_token: token } = await tokenAnswer(await sandbox.askToken());
    sandbox.nowMs += 3_599_999;
    expect((await sandbox.deliver([anItem()], { token: token! })).status).toBe(200);

    sandbox.nowMs += 1;
    const late = await sandbox.deliver([anItem()], { token: token! });

    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toContain('The access token is expired.');
  });

  it('accepts a charset beside the media type', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

    expect((await sandbox.askToken({ headers })).status).toBe(200);
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
    'refuses %s',
    async (type) => {
      const response = await sandbox.askToken({ headers: { 'content-type': type } });

      expect(response.status).toBe(415);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  it('refuses a request without a body', async () => {
    expect((await fetch(`${sandbox.url}/oauth2/v1/token`, { method: 'POST' })).status).toBe(415);
  });

  it('answers a wrong client with 401 and a challenge', async () => {
    const response = await sandbox.askToken({
      form: grant,
      headers: { authorization: `Basic ${btoa('client:no')}` },
    });

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="oracle-sandbox"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await tokenAnswer(response)).error).toBe('invalid_client');
  });

  it.each([
    ['invalid_scope', 'grant_type=client_credentials&scope=other'],
    ['unsupported_grant_type', `grant_type=password&scope=${encodeURIComponent(access.scope)}`],
    ['invalid_request', `scope=${encodeURIComponent(access.scope)}`],
  ])('answers %s with 400', async (error, form) => {
    const response = await sandbox.askToken({ form, headers: { authorization: basic } });

    expect(response.status).toBe(400);
    expect(await tokenAnswer(response)).toEqual({ error, error_description: expect.any(String) });
  });

  it('does not take credentials by header and body at once', async () => {
    const response = await sandbox.askToken({ headers: { authorization: basic } });

    expect([response.status, (await tokenAnswer(response)).error]).toEqual([400, 'invalid_request']);
  });

  it('counts the tokens it issued, and only those', async () => {
    await sandbox.askToken();
    await sandbox.askToken({ form: 'grant_type=password' });

    expect((await sandbox.stats()).tokens).toBe(2);
  });

  describe('with faults', () => {
    /** Waits until so many of two requests that are to hang do so. */
    async function hanging(count: number): Promise<void> {
      const left = async () => (await sandbox.get<FaultSet>('/_sandbox/faults')).token?.times;
      while ((await left()) !== 2 - count) await nextTurn();
    }

    it.each([
      [{ status: 503 }, 503, 'temporarily_unavailable'],
      [{ status: 429 }, 429, 'temporarily_unavailable'],
      [{ status: 401 }, 401, 'invalid_client'],
      [{ status: 400 }, 400, 'invalid_request'],
      [{ error: 'invalid_client' }, 401, 'invalid_client'],
      [{ error: 'unauthorized_client' }, 400, 'unauthorized_client'],
      [{ error: 'invalid_scope', status: 403 }, 403, 'invalid_scope'],
    ])('refuses when told %j', async (token, status, error) => {
      await sandbox.putFaults({ token });

      const response = await sandbox.askToken();

      expect([response.status, (await tokenAnswer(response)).error]).toEqual([status, error]);
    });

    it('closes the connection when told to refuse', async () => {
      await sandbox.putFaults({ token: { refuse: true } });

      await expect(sandbox.askToken()).rejects.toThrow('fetch failed');
      expect((await sandbox.stats()).tokens).toBe(1);
    });

    it.each(['30', 'Sun, 01 Mar 2026 00:00:30 GMT', 'soon', undefined])(
      'limits the rate with the Retry-After %s',
      async (retryAfter) => {
        await sandbox.putFaults({ token: { status: 429, retryAfter } });

        const response = await sandbox.askToken();

        expect([response.status, response.headers.get('retry-after')]).toEqual([429, retryAfter ?? null]);
      },
    );

    it('answers with a sign-in page', async () => {
      await sandbox.putFaults({ token: { html: true } });

      const response = await sandbox.askToken();

      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(await response.text()).toContain('Sign in');
    });

    it('answers with what is no JSON', async () => {
      await sandbox.putFaults({ token: { garbage: true } });

      const response = await sandbox.askToken();

      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      await expect(response.json()).rejects.toThrow('not valid JSON');
    });

    it('waits before it answers', async () => {
      await sandbox.putFaults({ token: { latencyMs: 150 } });
      const startedAt = performance.now();

      const response = await sandbox.askToken();

      expect(response.status).toBe(200);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
    });

    it('never answers when told to hang, until it is reset', async () => {
      await sandbox.putFaults({ token: { hang: true, times: 2 } });
      const client = new AbortController();
      const first = sandbox.askToken({ signal: client.signal });
      await Promise.race([first, hanging(1)]);
      client.abort();
      await expect(first).rejects.toThrow('aborted');

      const waiting = sandbox.askToken().catch(() => 'cut');
      await hanging(2);
      await sandbox.reset();

      expect(await waiting).toBe('cut');
    });

    it('shortens the life of a token', async () => {
      await sandbox.putFaults({ token: { expiresInSeconds: 5 } });
      const { access_token: token, expires_in: expiresIn } = await tokenAnswer(await sandbox.askToken());

      sandbox.nowMs += 5_000;

      expect(expiresIn).toBe(5);
      expect((await sandbox.deliver([anItem()], { token: token! })).status).toBe(401);
    });

    it('does not tell the life of a token when told so', async () => {
      await sandbox.putFaults({ token: { expiresInSeconds: null } });

      const answer = await tokenAnswer(await sandbox.askToken());

      expect(answer).toEqual({ access_token: expect.any(String), token_type: 'Bearer' });
      expect((await sandbox.deliver([anItem()], { token: answer.access_token! })).status).toBe(200);
    });

    it('fails only so many times', async () => {
      await sandbox.putFaults({ token: { status: 500, times: 2 } });

      const statuses = [];
      for (let n = 0; n < 3; n += 1) statuses.push((await sandbox.askToken()).status);

      expect(statuses).toEqual([500, 500, 200]);
    });
  });
});
