import { type Clock } from '@oracle-integration/platform';
import { SetClock, waitUntil } from '@oracle-integration/testing';
import { TargetHttpClient } from '../target/target-http.client';
import { aTarget } from '../testing/a-target';
import { type FakeAnswer, FakeOracle, grant } from '../testing/fake-oracle';
import { startTokenDatabase, type TokenDatabase } from '../testing/token-database';
import { TokenBudget } from './token-budget.repository';
import { TokenClient } from './token.client';
import { TokenService } from './token.service';

describe('TokenService', () => {
  let database: TokenDatabase;
  let oracle: FakeOracle;
  let clock: SetClock;
  let tokens: TokenService;

  beforeAll(async () => (database = await startTokenDatabase()));
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE push_targets');
    oracle = await FakeOracle.start();
    clock = new SetClock();
    tokens = aProcess(clock);
  });

  afterEach(() => oracle.close());

  function aProcess(withClock: Clock): TokenService {
    const client = new TokenClient(new TargetHttpClient(), new TokenBudget(database.dataSource), withClock);
    return new TokenService(client, withClock);
  }

  const ask = (times: number) =>
    Promise.all(Array.from({ length: times }, () => tokens.accessToken(aTarget(oracle))));

  const untilTokenIs = (token: string) =>
    waitUntil(
      () => tokens.accessToken(aTarget(oracle)),
      (answer) => 'token' in answer && answer.token === token,
    );

  const untilAsked = (times: number) =>
    waitUntil(
      () => Promise.resolve(oracle.tokenRequests.length),
      (count) => count >= times,
    );

  it('asks once for fifty who need a token at the same time', async () => {
    const answers = await ask(50);

    expect(oracle.tokenRequests).toHaveLength(1);
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ token: 'token-1' })));
  });

  it('keeps a token until 90 seconds before it ends', async () => {
    await ask(1);
    clock.passMs((3600 - 91) * 1000);

    expect(await ask(1)).toEqual([{ token: 'token-1' }]);
    expect(oracle.tokenRequests).toHaveLength(1);
  });

  it('goes on with the old token while one request fetches the new one', async () => {
    await ask(1);
    clock.passMs((3600 - 60) * 1000);

    const answers = await ask(10);
    await untilTokenIs('token-2');

    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ token: 'token-1' })));
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('uses a token that lives shorter than that for half its life before it fetches another', async () => {
    oracle.onToken = () => grant(`token-${oracle.tokenRequests.length}`, 40);
    await ask(1);

    clock.passMs(19 * 1000);
    await ask(1);
    const early = oracle.tokenRequests.length;
    clock.passMs(1 * 1000);
    await untilTokenIs('token-2');

    expect(early).toBe(1);
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('waits for the new token when the old one is about to end', async () => {
    await ask(1);
    clock.passMs((3600 - 5) * 1000);

    expect(await ask(10)).toEqual(Array.from({ length: 10 }, () => ({ token: 'token-2' })));
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('goes on with the old token while none is granted, asks for another now and then, and says so at its end', async () => {
    await ask(1);
    oracle.onToken = () => ({ status: 503 });
    clock.passMs((3600 - 60) * 1000);

    const renewing = await ask(10);
    await untilAsked(2);
    clock.passMs(4_999);
    const resting = await ask(10);
    const askedWhileResting = oracle.tokenRequests.length;
    clock.passMs(60_000);

    expect([...renewing, ...resting]).toEqual(Array.from({ length: 20 }, () => ({ token: 'token-1' })));
    expect(askedWhileResting).toBe(2);
    expect(await ask(1)).toMatchObject([{ trouble: { code: 'PUSH.TOKEN_UNREACHABLE' } }]);
  });

  it('does not keep a failure', async () => {
    oracle.onToken = () => ({ status: 401, body: { error: 'invalid_client' } });
    const refused = await ask(1);
    oracle.onToken = () => grant('cured');

    const cured = await ask(1);

    expect(refused).toMatchObject([{ trouble: { code: 'PUSH.CLIENT_REFUSED' } }]);
    expect(cured).toEqual([{ token: 'cured' }]);
  });

  it('asks anew when the secret was changed', async () => {
    await ask(1);

    const answer = await tokens.accessToken(aTarget({ url: oracle.url, clientSecret: 'new' }));

    expect(answer).toEqual({ token: 'token-2' });
  });

  it('drops a token that the API refused', async () => {
    await ask(1);

    tokens.drop('token-1');

    expect(await ask(1)).toEqual([{ token: 'token-2' }]);
  });

  it('keeps the fresh token when several lanes drop the old one after each other', async () => {
    await ask(1);
    tokens.drop('token-1');
    await ask(1);

    tokens.drop('token-1');

    expect(await ask(1)).toEqual([{ token: 'token-2' }]);
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('answers that nobody can be reached as a value', async () => {
    await oracle.close();

    expect(await ask(1)).toMatchObject([{ trouble: { code: 'PUSH.TOKEN_UNREACHABLE' } }]);
  });

  it('never lets more than 60 requests a minute go out, whatever the number of processes', async () => {
    oracle.onToken = () => ({ status: 401, body: { error: 'invalid_client' } });
    const processes = Array.from({ length: 7 }, () => aProcess(clock));

    const answers = [];
    for (let times = 0; times < 10; times += 1) {
      answers.push(...(await Promise.all(processes.map((one) => one.accessToken(aTarget(oracle))))));
    }

    expect(oracle.tokenRequests).toHaveLength(60);
    const refused = answers.filter((answer) => 'trouble' in answer && answer.trouble.waitSeconds);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toEqual({
      trouble: {
        code: 'PUSH.TOKEN_LIMIT',
        detail: '60 token requests went out within a minute',
        waitSeconds: expect.any(Number) as number,
      },
    });
  });

  it.each<[string, FakeAnswer, string]>([
    ['a redirect', { status: 302, headers: { location: 'https://sign-in.example.com' } }, 'TOKEN_UNUSABLE'],
    ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, 'TOKEN_UNUSABLE'],
    ['something endless', { status: 200, body: '{"a":"'.padEnd(11 * 1024 * 1024, 'x') }, 'TOKEN_UNUSABLE'],
    ['429', { status: 429 }, 'ASKED_TO_WAIT'],
    ['502', { status: 502, body: '<html>' }, 'TOKEN_UNREACHABLE'],
  ])('%s instead of a token is trouble', async (_case, answer, code) => {
    oracle.onToken = () => answer;

    expect(await ask(1)).toMatchObject([{ trouble: { code: `PUSH.${code}` } }]);
  });

  it('never tells the secret, though the endpoint repeats it', async () => {
    oracle.onToken = ({ body }) => ({
      status: 400,
      body: { error: 'invalid_request', error_description: `cannot read ${body}` },
    });
    const clientAuth = { method: 'body', clientSecret: 'hunter 2' } as const;

    const answer = await tokens.accessToken(aTarget({ url: oracle.url, clientAuth }));

    expect(answer).toMatchObject({ trouble: { code: 'PUSH.TOKEN_UNUSABLE' } });
    expect(JSON.stringify(answer)).not.toMatch(/hunter/);
  });
});
