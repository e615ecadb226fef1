import { Logger } from '@nestjs/common';
import { sha256 } from '@oracle-integration/platform';
import { SetClock, waitUntil } from '@oracle-integration/testing';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { startTokenProcess, type TokenProcess } from '../testing/token-process';
import {
  ApiTokenMiscopiedError,
  ApiTokenMissingError,
  ApiTokenRevokedError,
  ApiTokenUnknownError,
} from './api-token.errors';
import { ApiTokenRepository } from './api-token.repository';
import { newToken } from './token-text';

const TOKEN = 'a-token-of-sixteen-and-more';
const ADDRESS = '192.0.2.1';

describe('ApiTokenService', () => {
  let database: AuthDatabase;
  let clock: SetClock;
  let process: TokenProcess;
  let others: TokenProcess[];

  beforeEach(async () => {
    others = [];
    database = await openAuthDatabase();
    clock = new SetClock();
    process = await startTokenProcess(database.dataSource, clock, { PULL_TOKEN: TOKEN });
  });

  afterEach(async () => {
    await Promise.all([process, ...others].map((each) => each.close()));
    await database.close();
  });

  async function another(): Promise<TokenProcess> {
    const started = await startTokenProcess(database.dataSource, clock, { PULL_TOKEN: TOKEN });
    others.push(started);
    return started;
  }

  /** As by a statement that tells nobody. */
  const revokeSilently = () => database.dataSource.query('UPDATE api_tokens SET revoked_at = now()');
  const forgetUse = () => database.dataSource.query('UPDATE api_tokens SET last_used_at = NULL');
  const noted = () => waitUntil(() => process.tokens.lastUsedAt(), Boolean);

  it('knows whose token it is', async () => {
    expect(await process.tokens.identify(TOKEN)).toMatchObject({
      label: 'PULL_TOKEN',
      consumerName: 'PULL_TOKEN',
      scopes: ['read', 'ack'],
      allowedAddresses: [],
    });
  });

  it('tells a missing token, an unknown one and a miscopied one apart', async () => {
    await expect(process.tokens.identify(undefined)).rejects.toThrow(ApiTokenMissingError);
    await expect(process.tokens.identify('made-up')).rejects.toThrow(ApiTokenUnknownError);
    await expect(process.tokens.identify(newToken().token)).rejects.toThrow(ApiTokenUnknownError);
    await expect(process.tokens.identify(newToken().token.slice(0, -1))).rejects.toThrow(
      ApiTokenMiscopiedError,
    );
  });

  it('keeps only the hash', async () => {
    const rows = await database.dataSource.query<{ token_hash: Buffer }[]>('SELECT * FROM api_tokens');

    expect(rows).toMatchObject([{ token_hash: sha256(TOKEN) }]);
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
  });

  it('adds the token of the environment once, however often and however many processes start', async () => {
    await Promise.all(Array.from({ length: 3 }, another));

    const [row] = await database.dataSource.query<{ count: string }[]>('SELECT count(*) FROM api_tokens');
    expect(row?.count).toBe('1');
  });

  it('does not bring a revoked token back at a start', async () => {
    await revokeSilently();

    const restarted = await another();

    await expect(restarted.tokens.identify(TOKEN)).rejects.toThrow(ApiTokenRevokedError);
  });

  it('refuses a token that nobody told it was revoked a second after it was last looked up, at the latest', async () => {
    await process.tokens.identify(TOKEN);
    await revokeSilently();

    clock.passMs(499);
    await expect(process.tokens.identify(TOKEN)).resolves.toBeDefined();
    clock.passMs(501);
    await expect(process.tokens.identify(TOKEN)).rejects.toThrow(ApiTokenRevokedError);
  });

  it('does not take a token for unknown because it was asked for before it was there', async () => {
    await expect(process.tokens.identify('added-a-little-later')).rejects.toThrow(ApiTokenUnknownError);
    await new ApiTokenRepository(database.dataSource).addIfAbsent('later', sha256('added-a-little-later'));
    clock.passMs(100);

    expect(await process.tokens.identify('added-a-little-later')).toMatchObject({ label: 'later' });
  });

  it('asks the database about wrong tokens no more often than ten times a second, however many come', async () => {
    await process.tokens.identify(TOKEN);
    await database.dataSource.query('ALTER TABLE api_tokens RENAME TO not_to_be_asked');

    for (let flood = 0; flood < 1_000; flood += 1) {
      await expect(process.tokens.identify(`wrong-${flood}`)).rejects.toThrow(ApiTokenUnknownError);
    }
    clock.passMs(100);
    await expect(process.tokens.identify('wrong')).rejects.toThrow(/api_tokens/);
  });

  it('has never been used before its first use', async () => {
    expect(await process.tokens.lastUsedAt()).toBeNull();
  });

  it('notes when and from where it was used', async () => {
    process.tokens.noteUse(await process.tokens.identify(TOKEN), ADDRESS);

    const usedAt = await noted();
    const { items } = await process.issue.list();
    expect(Math.abs(usedAt!.getTime() - Date.now())).toBeLessThan(60_000);
    expect(items).toMatchObject([{ lastUsedFrom: ADDRESS }]);
  });

  it('notes its use no more than every ten seconds', async () => {
    const identity = await process.tokens.identify(TOKEN);
    process.tokens.noteUse(identity, ADDRESS);
    await noted();
    await forgetUse();

    for (let call = 0; call < 9; call += 1) {
      clock.passMs(1_100);
      process.tokens.noteUse(identity, ADDRESS);
    }
    const after9900Ms = await process.tokens.lastUsedAt();
    clock.passMs(100);
    process.tokens.noteUse(identity, ADDRESS);

    expect(after9900Ms).toBeNull();
    expect(await noted()).toBeInstanceOf(Date);
  });

  it('says in the log when a use cannot be noted', async () => {
    const warnings: unknown[] = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (words: unknown) => warnings.push(words),
    });
    const identity = await process.tokens.identify(TOKEN);
    await database.dataSource.query('ALTER TABLE api_tokens RENAME COLUMN last_used_at TO gone');

    process.tokens.noteUse(identity, ADDRESS);

    const [warning] = await waitUntil(
      () => Promise.resolve(warnings),
      ({ length }) => length > 0,
    );
    expect(warning).toContain('last_used_at');
  });
});
