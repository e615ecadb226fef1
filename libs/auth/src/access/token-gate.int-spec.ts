import { Logger } from '@nestjs/common';
import type { GenerateApiToken } from '@oracle-integration/contracts';
import { type RawEnvironment, SYSTEM_CALLER } from '@oracle-integration/platform';
import { SetClock } from '@oracle-integration/testing';
import { aReply, aRequest } from '../testing/a-request';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { startTokenProcess, type TokenProcess } from '../testing/token-process';

describe('TokenGate', () => {
  let database: AuthDatabase;
  let processes: TokenProcess[];
  let warnings: string[];

  beforeEach(async () => {
    database = await openAuthDatabase();
    processes = [];
    warnings = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (words: string) => warnings.push(words),
    });
  });

  afterEach(async () => {
    Logger.overrideLogger(false);
    await Promise.all(processes.map((process) => process.close()));
    await database.close();
  });

  async function aProcess(variables: RawEnvironment = {}): Promise<TokenProcess> {
    const process = await startTokenProcess(database.dataSource, new SetClock(new Date()), variables);
    processes.push(process);
    return process;
  }

  const generate = async ({ issue }: TokenProcess, request: GenerateApiToken = {}) =>
    (await issue.generate(request, SYSTEM_CALLER)).token;

  /** The answer's rate limit headers, or the code of the refusal with them. */
  async function ask(
    { gate }: TokenProcess,
    token: string,
    { ip = '192.0.2.1', scope = 'read' }: { ip?: string; scope?: 'read' | 'ack' } = {},
  ): Promise<Record<string, unknown>> {
    const { reply, headers } = aReply();
    const request = aRequest({ headers: { 'x-api-key': token }, ip });
    return gate.admit(request, reply, scope).then(
      () => ({ code: 'admitted', ...headers }),
      (error: { code: string; details: object }) => ({ code: error.code, ...error.details, ...headers }),
    );
  }

  it('lets a token in for the scopes it has', async () => {
    const process = await aProcess();
    const reading = await generate(process, { scopes: ['read'] });
    const acknowledging = await generate(process, { scopes: ['ack'] });

    expect(await ask(process, reading)).toMatchObject({ code: 'admitted' });
    expect(await ask(process, reading, { scope: 'ack' })).toMatchObject({ code: 'AUTH.TOKEN_SCOPE_MISSING' });
    expect(await ask(process, acknowledging)).toMatchObject({ code: 'AUTH.TOKEN_SCOPE_MISSING' });
    expect(await ask(process, acknowledging, { scope: 'ack' })).toMatchObject({ code: 'admitted' });
  });

  it.each([
    ['192.0.2.77', 'admitted'],
    ['::ffff:192.0.2.77', 'admitted'],
    ['2001:db8::1', 'admitted'],
    ['198.51.100.1', 'AUTH.TOKEN_ADDRESS_NOT_ALLOWED'],
    ['2001:db9::1', 'AUTH.TOKEN_ADDRESS_NOT_ALLOWED'],
  ])('takes a token that is limited to addresses from %s: %s', async (ip, code) => {
    const process = await aProcess();
    const token = await generate(process, { allowedAddresses: ['192.0.2.0/24', '2001:db8::/32'] });

    expect(await ask(process, token, { ip })).toMatchObject({ code });
  });

  it('tells how both limits stand', async () => {
    const process = await aProcess({ PULL_RATE_PER_MINUTE: '10', PULL_ADDRESS_RATE_PER_MINUTE: '20' });
    const token = await generate(process);
    await ask(process, token);

    expect(await ask(process, token)).toEqual({
      code: 'admitted',
      'ratelimit-policy': '"token";q=10;w=60, "address";q=20;w=60',
      ratelimit: expect.stringMatching(/^"token";r=8;t=\d\d?, "address";r=18;t=\d\d?$/) as string,
    });
  });

  it('says nothing of limits that are switched off', async () => {
    const process = await aProcess({ PULL_RATE_PER_MINUTE: '0', PULL_ADDRESS_RATE_PER_MINUTE: '0' });

    expect(await ask(process, await generate(process))).toEqual({ code: 'admitted' });
  });

  it('counts a token over several processes, and each token for itself', async () => {
    const variables = { PULL_RATE_PER_MINUTE: '6' };
    const [one, two] = [await aProcess(variables), await aProcess(variables)];
    const token = await generate(one);

    const answers = await Promise.all(
      [one, two, one, two, one, two, one, two].map((process) => ask(process, token)),
    );

    expect(answers.filter(({ code }) => code === 'admitted')).toHaveLength(6);
    const refused = answers.filter(({ code }) => code === 'AUTH.TOKEN_RATE_EXCEEDED');
    expect(refused).toHaveLength(2);
    for (const { retryAfterSeconds, ratelimit } of refused) {
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(ratelimit).toMatch(/^"token";r=0;t=\d+/);
    }
    expect(await ask(two, await generate(two))).toMatchObject({ code: 'admitted' });
  });

  it('counts the tokens of one address together, and those of another apart', async () => {
    const process = await aProcess({ PULL_ADDRESS_RATE_PER_MINUTE: '2' });
    const tokens = [await generate(process), await generate(process)];
    for (const token of tokens) await ask(process, token);

    expect(await ask(process, tokens[0]!)).toMatchObject({ code: 'AUTH.ADDRESS_RATE_EXCEEDED' });
    expect(await ask(process, tokens[0]!, { ip: '192.0.2.2' })).toMatchObject({ code: 'admitted' });
  });

  it('slows wrong tokens down over several processes, and never a right one', async () => {
    const variables = { PULL_WRONG_TOKENS_PER_MINUTE: '3' };
    const [one, two] = [await aProcess(variables), await aProcess(variables)];
    const right = await generate(one);

    const codes: unknown[] = [];
    for (const process of [one, two, one, two, one])
      codes.push((await ask(process, `wrong ${codes.length}`))['code']);

    expect(codes).toEqual([
      'AUTH.TOKEN_UNKNOWN',
      'AUTH.TOKEN_UNKNOWN',
      'AUTH.TOKEN_UNKNOWN',
      'AUTH.WRONG_TOKENS_TOO_MANY',
      'AUTH.WRONG_TOKENS_TOO_MANY',
    ]);
    expect(await ask(two, right)).toMatchObject({ code: 'admitted' });
    expect(await ask(two, 'wrong', { ip: '192.0.2.2' })).toMatchObject({ code: 'AUTH.TOKEN_UNKNOWN' });
  });

  it('says the first and the last wrong token of an address in the log, and not the flood', async () => {
    const process = await aProcess({ PULL_WRONG_TOKENS_PER_MINUTE: '3' });

    for (let flood = 0; flood < 50; flood += 1) await ask(process, `wrong-secret-${flood}`);

    expect(warnings).toEqual([
      expect.stringMatching(/^An API token was refused to 192\.0\.2\.1: /) as string,
      expect.stringMatching(/^3 API tokens were refused to 192\.0\.2\.1 within a minute/) as string,
    ]);
    expect(warnings.join()).not.toContain('wrong-secret');
    const { items } = await process.audit.list({ limit: 10 });
    expect(items).toMatchObject([
      { action: 'access.refused', address: '192.0.2.1', details: { reason: 'AUTH.TOKEN_UNKNOWN' } },
    ]);
  });

  it('counts a right token from a wrong address as a wrong one, and takes nothing from its rate', async () => {
    const process = await aProcess({ PULL_RATE_PER_MINUTE: '1', PULL_WRONG_TOKENS_PER_MINUTE: '2' });
    const token = await generate(process, { allowedAddresses: ['192.0.2.1'] });

    const thief = [];
    for (let request = 0; request < 3; request += 1)
      thief.push((await ask(process, token, { ip: '198.51.100.1' }))['code']);

    expect(thief).toEqual([
      'AUTH.TOKEN_ADDRESS_NOT_ALLOWED',
      'AUTH.TOKEN_ADDRESS_NOT_ALLOWED',
      'AUTH.WRONG_TOKENS_TOO_MANY',
    ]);
    expect(await ask(process, token)).toMatchObject({ code: 'admitted' });
  });
});
