import type { SettingsView, TotaraConnectionTestView } from '@oracle-integration/contracts';
import { startProcess, waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, type Service, TOKEN } from './system/service';
import { System } from './system/system';

const FIRST_KEY = 'the-first-key-of-this-test';
const SECOND_KEY = 'the-second-key-of-this-test';
const WRONG_SECRET = 'hunter2-is-not-the-secret';

/** One process that managers and pollers ask, and one that reads and delivers; nothing is pinned but what tests need. */
describe('settings that are changed in the control panel', () => {
  let system: System;
  let api: Service;
  let worker: Service;
  let manager: Manager;
  let oracle: Record<string, string>;

  beforeAll(async () => {
    system = await System.create(6);
    oracle = system.oracle.environment;
    const start = (role: string) =>
      system.startService({
        ROLE: role,
        APP_SECRET: FIRST_KEY,
        LOG_LEVEL: 'debug',
        TOTARA_DATABASE_URL: '',
        ...Object.fromEntries(Object.keys(oracle).map((variable) => [variable, ''])),
      });
    api = await start('api');
    worker = await start('worker');
    manager = await Manager.signIn(api.url, MANAGER);
  });

  afterAll(() => system?.stop());

  const view = async () => (await (await manager.call('GET', '/api/admin/settings')).json()) as SettingsView;
  const put = (body: object) => manager.send('PUT', '/api/admin/settings', body);
  async function saved(body: object): Promise<SettingsView> {
    const answer = await put(body);
    expect([answer.status, answer.status === 200 ? '' : await answer.clone().text()]).toEqual([200, '']);
    return (await answer.json()) as SettingsView;
  }
  const overviewOnce = (isSo: (overview: Awaited<ReturnType<Service['overview']>>) => boolean) =>
    waitUntil(() => api.overview(), isSo);

  it('connect everything while both processes run: what is typed in is tried, saved, and used', async () => {
    const totara = { totaraDatabaseUrl: system.site.url };
    const answer = await manager.send('POST', '/api/admin/connections/totara/test', { values: totara });
    const tried = (await answer.json()) as TotaraConnectionTestView;
    expect(tried.steps.map(({ step, result }) => `${step} ${result}`)).toEqual([
      'address ok',
      'connection ok',
      'tls skipped',
      'sign_in ok',
      'tables ok',
      'columns ok',
      'read_only warning',
      'rows ok',
    ]);

    await saved({
      version: 0,
      changes: {
        ...totara,
        pushHistory: 'all',
        pushBaseUrl: oracle['PUSH_BASE_URL'],
        pushTokenUrl: oracle['PUSH_TOKEN_URL'],
        pushClientId: oracle['PUSH_CLIENT_ID'],
        pushClientSecret: WRONG_SECRET,
        pushScope: oracle['PUSH_SCOPE'],
        pushAllowPrivateTargets: true,
        pushEnabled: true,
      },
    });

    const { holds } = await overviewOnce(
      (overview) => overview.holds.length > 0 && overview.queue.queued > 0,
    );
    expect(holds).toMatchObject([{ code: 'PUSH.CLIENT_REFUSED' }]);
  });

  it('end a hold as soon as the secret is right, without a restart', async () => {
    await saved({ pushClientSecret: oracle['PUSH_CLIENT_SECRET'], pushIntervalSeconds: 3600 });

    await api.loaded();
    const { queue } = await overviewOnce(
      (overview) =>
        overview.holds.length === 0 &&
        overview.queue.sent > 0 &&
        overview.queue.queued + overview.queue.sending === 0,
    );
    expect((await system.oracle.stats()).unique).toBe(queue.sent);
  });

  it('switch the Pull API off and on in every process', async () => {
    const other = await system.startService({ ROLE: 'api', APP_SECRET: FIRST_KEY });
    const statuses = async () => [(await api.pull('?limit=1')).status, (await other.pull('?limit=1')).status];

    await saved({ changes: { pullEnabled: false } });
    const off = await waitUntil(statuses, (seen) => seen.every((status) => status === 503));
    await saved({ pullEnabled: true });
    const on = await waitUntil(statuses, (seen) => seen.every((status) => status === 200));

    expect([off, on]).toEqual([
      [503, 503],
      [200, 200],
    ]);
    await other.stop();
  });

  it('refuse with a reason: a bad value, a version gone by, a pinned setting, a secret led elsewhere', async () => {
    const { version } = await view();
    const refusal = async (body: object) => {
      const answer = await put(body);
      const { code, detail, errors } = (await answer.json()) as {
        code: string;
        detail: string;
        errors?: object[];
      };
      return { status: answer.status, code, detail, errors };
    };

    expect(await refusal({ pushBatchSize: 'many' })).toMatchObject({
      status: 400,
      errors: [{ field: 'pushBatchSize' }],
    });
    expect(await refusal({ version: version - 1, changes: { pushBatchSize: 5 } })).toMatchObject({
      status: 409,
      code: 'SETTINGS.CHANGED_MEANWHILE',
      detail: expect.stringContaining(MANAGER.email) as string,
    });
    expect(await refusal({ totaraPollSeconds: 5 })).toMatchObject({
      status: 409,
      code: 'SETTINGS.PINNED',
      detail: expect.stringContaining('TOTARA_POLL_SECONDS') as string,
    });
    expect(await refusal({ pushTokenUrl: 'https://evil.example.com/token' })).toMatchObject({
      status: 400,
      errors: [{ field: 'pushClientSecret' }],
    });
    expect((await view()).version).toBe(version);
  });

  it('have their secrets sealed anew by a command while the service runs, and survive the change of the key', async () => {
    const variables = {
      DATABASE_URL: system.database.url,
      APP_SECRET: SECOND_KEY,
      APP_SECRET_PREVIOUS: FIRST_KEY,
    };
    const next = await system.startService({ ROLE: 'api', ...variables });
    const before = await system.query<{ sealed: string }>(
      'SELECT sealed FROM settings WHERE sealed IS NOT NULL',
    );

    const rotation = startProcess('apps/api/rotate-secrets.js', variables);

    expect(await rotation.ended()).toBe(0);
    expect(rotation.output()).toMatch(/2 stored secrets are sealed with the present key.*\n.*Client Secret/);
    const after = await system.query<{ sealed: string }>(
      'SELECT sealed FROM settings WHERE sealed IS NOT NULL',
    );
    expect(after.filter(({ sealed }) => before.some((one) => one.sealed === sealed))).toEqual([]);
    expect((await next.overview()).flags).toEqual([]);
    await next.stop();
    const only = await system.startService({
      ROLE: 'api',
      DATABASE_URL: system.database.url,
      APP_SECRET: SECOND_KEY,
    });
    expect((await only.overview()).flags).toEqual([]);
    await only.stop();
  });

  it('never show a secret: not in an answer, not in a log, not in the database', async () => {
    const tables = await system.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const rows: object[] = [];
    // One after the other: all at once would take half of the connections that all suites share.
    for (const { name } of tables) rows.push(await system.query(`SELECT * FROM ${name}`));
    const answers = await Promise.all(
      ['settings', 'overview', 'audit'].map(async (path) =>
        (await manager.call('GET', `/api/admin/${path}`)).text(),
      ),
    );

    const seen = [JSON.stringify(rows), ...answers, api.process.output(), worker.process.output()].join('\n');
    const password = new URL(system.site.url).password;
    for (const secret of [WRONG_SECRET, oracle['PUSH_CLIENT_SECRET']!, FIRST_KEY, SECOND_KEY, TOKEN]) {
      expect(seen).not.toContain(secret);
    }
    if (password !== '') expect(seen).not.toContain(`:${password}@`);
  });
});
