import type { ApiTokenView, GenerateApiToken, GeneratedApiTokenView } from '@oracle-integration/contracts';
import { type Caller, RequestInvalidError } from '@oracle-integration/platform';
import { SetClock, waitUntil } from '@oracle-integration/testing';
import { type AuthDatabase, openAuthDatabase } from '../testing/auth-database';
import { startTokenProcess, type TokenProcess } from '../testing/token-process';
import {
  ApiTokenEndedError,
  ApiTokenExpiredError,
  ApiTokenNotFoundError,
  ApiTokenRevokedError,
  ApiTokensTooManyError,
} from './api-token.errors';

const MANAGER = 'manager@example.com';
const CALLER: Caller = { actor: { kind: 'manager', id: 'm1', name: MANAGER }, address: '192.0.2.1' };
const HOUR_MS = 3600 * 1000;

describe('TokenIssueService', () => {
  let database: AuthDatabase;
  let clock: SetClock;
  let process: TokenProcess;

  beforeEach(async () => {
    database = await openAuthDatabase();
    clock = new SetClock(new Date());
    process = await startTokenProcess(database.dataSource, clock);
  });

  afterEach(async () => {
    await process.close();
    await database.close();
  });

  const generate = (request: GenerateApiToken = {}): Promise<GeneratedApiTokenView> =>
    process.issue.generate(request, CALLER);
  const identify = (token: string) => process.tokens.identify(token);
  const listed = async (id: string): Promise<ApiTokenView> =>
    (await process.issue.list()).items.find((token) => token.id === id)!;

  it('generates a token that is of use at once, and shows it nowhere again', async () => {
    const { token, ...view } = await generate({ label: 'Payroll export' });

    expect(await identify(token)).toMatchObject({ id: view.id, label: 'Payroll export' });
    expect(await listed(view.id)).toEqual(view);
    expect(view).toEqual({
      id: view.id,
      label: 'Payroll export',
      hint: token.slice(0, 11),
      consumer: { id: expect.any(Number) as number, name: 'Payroll export' },
      state: 'active',
      scopes: ['read', 'ack'],
      allowedAddresses: [],
      createdAt: expect.any(String) as string,
      createdBy: MANAGER,
      expiresAt: null,
      lastUsedAt: null,
      lastUsedFrom: null,
      revokedAt: null,
      revokedBy: null,
      replacedBy: null,
    });
    expect(JSON.stringify(await database.dataSource.query('SELECT * FROM api_tokens'))).not.toContain(token);
  });

  it('gives several tokens to one consumer, each with its own label', async () => {
    const night = await generate({ label: 'Night run', consumer: 'Payroll' });
    const day = await generate({ label: 'Day run', consumer: 'Payroll' });

    expect(day.consumer).toEqual(night.consumer);
    expect((await identify(day.token)).consumerId).toBe((await identify(night.token)).consumerId);
  });

  it('keeps addresses in one spelling, each once', async () => {
    const { allowedAddresses } = await generate({
      allowedAddresses: ['203.0.113.7/24', '203.0.113.0/24', '::ffff:192.0.2.1', '2001:DB8::/32'],
    });

    expect(allowedAddresses).toEqual(['203.0.113.0/24', '192.0.2.1', '2001:db8::/32']);
  });

  it('lets a token expire by itself', async () => {
    const expiresAt = new Date(clock.now().getTime() + HOUR_MS).toISOString();
    const { token, id } = await generate({ expiresAt });
    clock.passMs(HOUR_MS - 1);
    await expect(identify(token)).resolves.toMatchObject({ id });
    clock.passMs(1);

    await expect(identify(token)).rejects.toThrow(ApiTokenExpiredError);
    expect(await listed(id)).toMatchObject({ state: 'expired', expiresAt });
  });

  it.each([
    ['expiresAt', { expiresAt: '2020-01-01' }],
    ['overlapHours', { overlapHours: 1 }],
    ['overlapHours', { replaces: '0198c0de-0000-7000-8000-000000000000' }],
  ])('refuses a request by its field %s: %j', async (field, request) => {
    const refused = generate(request);

    await expect(refused).rejects.toThrow(RequestInvalidError);
    await expect(refused).rejects.toMatchObject({ details: { errors: [{ field }] } });
  });

  it('revokes a token at once in every process, and says by whom', async () => {
    const other = await startTokenProcess(database.dataSource, clock);
    const { token, id } = await generate();
    await identify(token);
    await other.tokens.identify(token);

    await process.issue.revoke(id, CALLER);

    await expect(identify(token)).rejects.toThrow(ApiTokenRevokedError);
    // The clock stands still: only the notification can have told the other process.
    const told = await waitUntil(
      () => other.tokens.identify(token).catch((error: unknown) => error),
      (answer) => answer instanceof Error,
    );
    expect(told).toBeInstanceOf(ApiTokenRevokedError);
    expect(await listed(id)).toMatchObject({ state: 'revoked', revokedBy: MANAGER });
    await other.close();
  });

  it('revokes once: whoever comes second changes nothing', async () => {
    const { id } = await generate();
    await process.issue.revoke(id, CALLER);
    const first = await listed(id);

    await process.issue.revoke(id, { ...CALLER, actor: { ...CALLER.actor, name: 'another@example.com' } });

    expect(await listed(id)).toEqual(first);
  });

  it('says so when there is no such token to revoke or to replace', async () => {
    const id = '0198c0de-0000-7000-8000-000000000000';

    await expect(process.issue.revoke(id, CALLER)).rejects.toThrow(ApiTokenNotFoundError);
    await expect(generate({ replaces: id, overlapHours: 0 })).rejects.toThrow(ApiTokenNotFoundError);
  });

  it('replaces a token: the new one takes over what is not given, the old one ends at once without an overlap', async () => {
    const old = await generate({
      label: 'Payroll',
      consumer: 'SAP',
      scopes: ['read'],
      allowedAddresses: ['192.0.2.0/24'],
    });

    const { token, ...fresh } = await generate({ replaces: old.id, overlapHours: 0 });

    expect(fresh).toMatchObject({
      label: 'Payroll',
      consumer: old.consumer,
      scopes: ['read'],
      allowedAddresses: ['192.0.2.0/24'],
    });
    await expect(identify(token)).resolves.toMatchObject({ consumerId: old.consumer.id });
    await expect(identify(old.token)).rejects.toThrow(ApiTokenRevokedError);
    expect(await listed(old.id)).toMatchObject({ state: 'revoked', replacedBy: fresh.id });
  });

  it('leaves the old token valid for the overlap, and never longer than it would have lived', async () => {
    const inAnHour = new Date(clock.now().getTime() + HOUR_MS).toISOString();
    const lasting = await generate();
    const ending = await generate({ expiresAt: inAnHour });

    await generate({ replaces: lasting.id, overlapHours: 24 });
    await generate({ replaces: ending.id, overlapHours: 24 });

    await expect(identify(lasting.token)).resolves.toBeDefined();
    const { expiresAt } = await listed(lasting.id);
    expect(Math.abs(Date.parse(expiresAt!) - Date.now() - 24 * HOUR_MS)).toBeLessThan(60_000);
    expect(await listed(ending.id)).toMatchObject({ expiresAt: inAnHour, state: 'active' });
  });

  it('does not replace a token that has ended', async () => {
    const { id } = await generate();
    await process.issue.revoke(id, CALLER);

    await expect(generate({ replaces: id, overlapHours: 0 })).rejects.toThrow(ApiTokenEndedError);
  });

  it('leaves word in the audit log of what was generated, replaced and revoked, and never the token', async () => {
    const old = await generate({ label: 'Payroll' });
    const fresh = await generate({ replaces: old.id, overlapHours: 1 });
    await process.issue.revoke(fresh.id, CALLER);
    await process.issue.revoke(fresh.id, CALLER);

    const { items } = await process.audit.list({ limit: 10 });
    expect(items.map(({ action, target, actor }) => [action, target, actor.name])).toEqual([
      ['token.revoked', fresh.id, MANAGER],
      ['token.created', fresh.id, MANAGER],
      ['token.created', old.id, MANAGER],
    ]);
    expect(items[1]!.details).toMatchObject({
      label: 'Payroll',
      hint: fresh.hint,
      replaces: old.id,
      overlapHours: 1,
    });
    expect(JSON.stringify(items)).not.toContain(old.token.slice(12));
    expect(JSON.stringify(items)).not.toContain(fresh.token.slice(12));
  });

  it('keeps the number of active tokens within what every process holds in memory', async () => {
    const { consumer } = await generate();
    await database.dataSource.query(
      `INSERT INTO api_tokens (id, label, token_hash, consumer_id, scopes, allowed_addresses)
       SELECT gen_random_uuid(), 'one of many', sha256(n::text::bytea), $1, '{read}', '{}' FROM generate_series(1, 499) n`,
      [consumer.id],
    );

    await expect(generate()).rejects.toThrow(ApiTokensTooManyError);
  });
});
