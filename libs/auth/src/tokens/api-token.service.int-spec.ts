import { Logger } from '@nestjs/common';
import { parseEnvironment, type RawEnvironment, sha256 } from '@oracle-integration/platform';
import { SetClock, waitUntil } from '@oracle-integration/testing';
import { ApiTokenMissingError, ApiTokenUnknownError } from '../auth.errors';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { ApiTokenRepository } from './api-token.repository';
import { ApiTokenService } from './api-token.service';

const TOKEN = 'a-token-of-sixteen-and-more';

describe('ApiTokenService', () => {
  let database: AuthDatabase;
  let clock: SetClock;
  let tokens: ApiTokenService;

  beforeEach(async () => {
    database = await openAuthDatabase();
    clock = new SetClock();
    tokens = await started({ PULL_TOKEN: TOKEN });
  });

  afterEach(() => database.close());

  async function started(variables: RawEnvironment): Promise<ApiTokenService> {
    const service = new ApiTokenService(
      parseEnvironment(variables),
      new ApiTokenRepository(database.dataSource),
      clock,
    );
    await service.onApplicationBootstrap();
    return service;
  }

  const revoke = () => database.dataSource.query('UPDATE api_tokens SET revoked_at = now()');
  const forgetUse = () => database.dataSource.query('UPDATE api_tokens SET last_used_at = NULL');
  const noted = () => waitUntil(() => tokens.lastUsedAt(), Boolean);

  it('knows whose token it is', async () => {
    expect(await tokens.verify(TOKEN)).toMatchObject({ label: 'PULL_TOKEN' });
  });

  it('tells a missing token from an unknown one', async () => {
    await expect(tokens.verify(undefined)).rejects.toThrow(ApiTokenMissingError);
    await expect(tokens.verify('made-up')).rejects.toThrow(ApiTokenUnknownError);
  });

  it('keeps only the hash', async () => {
    const rows = await database.dataSource.query<{ token_hash: Buffer }[]>('SELECT * FROM api_tokens');

    expect(rows).toMatchObject([{ token_hash: sha256(TOKEN) }]);
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
  });

  it('adds the token of the environment once, however often and however many processes start', async () => {
    await Promise.all(Array.from({ length: 3 }, () => started({ PULL_TOKEN: TOKEN })));

    const [row] = await database.dataSource.query<{ count: string }[]>('SELECT count(*) FROM api_tokens');
    expect(row?.count).toBe('1');
  });

  it('does not bring a revoked token back at a start', async () => {
    await revoke();

    const restarted = await started({ PULL_TOKEN: TOKEN });

    await expect(restarted.verify(TOKEN)).rejects.toThrow(ApiTokenUnknownError);
  });

  it('refuses a revoked token a second after it was last looked up, and not before', async () => {
    await tokens.verify(TOKEN);
    await revoke();

    clock.passMs(999);
    await expect(tokens.verify(TOKEN)).resolves.toBeDefined();
    clock.passMs(1);
    await expect(tokens.verify(TOKEN)).rejects.toThrow(ApiTokenUnknownError);
  });

  it('does not take a token for known because it was asked for and refused', async () => {
    await expect(tokens.verify('added-a-little-later')).rejects.toThrow(ApiTokenUnknownError);
    await new ApiTokenRepository(database.dataSource).addIfAbsent('later', sha256('added-a-little-later'));

    expect(await tokens.verify('added-a-little-later')).toMatchObject({ label: 'later' });
  });

  it('has never been used before its first use', async () => {
    expect(await tokens.lastUsedAt()).toBeNull();
  });

  it('notes when it was used', async () => {
    await tokens.verify(TOKEN);

    const usedAt = await noted();
    expect(Math.abs(usedAt!.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('notes its use no more than every ten seconds', async () => {
    await tokens.verify(TOKEN);
    await noted();
    await forgetUse();

    for (let call = 0; call < 9; call += 1) {
      clock.passMs(1_100);
      await tokens.verify(TOKEN);
    }
    const after9900Ms = await tokens.lastUsedAt();
    clock.passMs(100);
    await tokens.verify(TOKEN);

    expect(after9900Ms).toBeNull();
    expect(await noted()).toBeInstanceOf(Date);
  });

  it('is taken though its use cannot be noted, and the log says so', async () => {
    const warnings: unknown[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (words: unknown) => warnings.push(words),
    });
    await database.dataSource.query('ALTER TABLE api_tokens RENAME COLUMN last_used_at TO gone');

    const identity = await tokens.verify(TOKEN);

    expect(identity).toMatchObject({ label: 'PULL_TOKEN' });
    const [warning] = await waitUntil(
      () => Promise.resolve(warnings),
      ({ length }) => length > 0,
    );
    expect(warning).toContain('last_used_at');
  });
});
