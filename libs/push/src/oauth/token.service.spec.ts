import { HttpService } from '@nestjs/axios';
import { SetClock } from '@oracle-integration/testing';
import { TargetHttpClient } from '../target/target-http.client';
import { aTarget } from '../testing/a-target';
import { FakeOracle, grant } from '../testing/fake-oracle';
import { TokenService } from './token.service';

describe('TokenService', () => {
  let oracle: FakeOracle;
  let clock: SetClock;
  let tokens: TokenService;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    clock = new SetClock();
    tokens = new TokenService(new TargetHttpClient(new HttpService()), clock);
  });

  afterEach(() => oracle.close());

  it('asks once for fifty who need a token at the same time', async () => {
    const target = aTarget(oracle);

    const answers = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken(target)));

    expect(oracle.tokenRequests).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"token":"token-1"}']),
    );
  });

  it('keeps a token until 90 seconds before it ends', async () => {
    await tokens.accessToken(aTarget(oracle));
    clock.passMs((3600 - 91) * 1000);

    expect(await tokens.accessToken(aTarget(oracle))).toEqual({ token: 'token-1' });
  });

  it('renews a token 60 seconds before it ends at the latest, once for all', async () => {
    await tokens.accessToken(aTarget(oracle));
    clock.passMs((3600 - 60) * 1000);

    const answers = await Promise.all(Array.from({ length: 10 }, () => tokens.accessToken(aTarget(oracle))));

    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ token: 'token-2' })));
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('uses a token that lives shorter than that for half its life', async () => {
    oracle.onToken = () => grant(`token-${oracle.tokenRequests.length}`, 40);
    await tokens.accessToken(aTarget(oracle));

    clock.passMs(19 * 1000);
    const early = await tokens.accessToken(aTarget(oracle));
    clock.passMs(1 * 1000);
    const late = await tokens.accessToken(aTarget(oracle));

    expect([early, late]).toEqual([{ token: 'token-1' }, { token: 'token-2' }]);
  });

  it('does not keep a failure', async () => {
    oracle.onToken = () => ({ status: 401, body: { error: 'invalid_client' } });
    const refused = await tokens.accessToken(aTarget(oracle));
    oracle.onToken = () => grant('cured');

    const cured = await tokens.accessToken(aTarget(oracle));

    expect(refused).toMatchObject({ trouble: { code: 'PUSH.CLIENT_REFUSED' } });
    expect(cured).toEqual({ token: 'cured' });
  });

  it('asks anew when the secret was changed', async () => {
    await tokens.accessToken(aTarget(oracle));

    const answer = await tokens.accessToken(aTarget({ url: oracle.url, clientSecret: 'new' }));

    expect(answer).toEqual({ token: 'token-2' });
  });

  it('drops a token that the API refused', async () => {
    await tokens.accessToken(aTarget(oracle));

    await tokens.drop('token-1');

    expect(await tokens.accessToken(aTarget(oracle))).toEqual({ token: 'token-2' });
  });

  it('keeps the fresh token when several lanes drop the old one after each other', async () => {
    await tokens.accessToken(aTarget(oracle));
    await tokens.drop('token-1');
    await tokens.accessToken(aTarget(oracle));

    await tokens.drop('token-1');

    expect(await tokens.accessToken(aTarget(oracle))).toEqual({ token: 'token-2' });
    expect(oracle.tokenRequests).toHaveLength(2);
  });

  it('answers that nobody can be reached as a value', async () => {
    await oracle.close();

    const answer = await tokens.accessToken(aTarget(oracle));

    expect(answer).toMatchObject({ trouble: { code: 'PUSH.TOKEN_UNREACHABLE' } });
  });
});
