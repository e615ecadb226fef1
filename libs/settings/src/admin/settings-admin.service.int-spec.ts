import { RequestInvalidError, selectRows } from '@oracle-integration/platform';
import { waitUntil } from '@oracle-integration/testing';
import { SettingsChangedMeanwhileError, SettingsPinnedError } from '../settings.errors';
import { ANN, openSettings, type SettingsProcess, type SettingsStand } from '../testing/settings-stand';

const SECRET = 'hunter2-of-the-client';
const ORACLE = {
  pushBaseUrl: 'https://oracle.example.com/api',
  pushTokenUrl: 'https://idcs.example.com/oauth2/v1/token',
  pushClientId: 'client',
  pushClientSecret: SECRET,
};
const BOB = { ...ANN, actor: { ...ANN.actor, name: 'bob@example.com' } };

describe('SettingsAdminService', () => {
  let stand: SettingsStand;
  let process: SettingsProcess;

  beforeEach(async () => {
    stand = await openSettings();
    process = await stand.start({ PUSH_SCOPE: 'urn:x' });
  });
  afterEach(() => stand.close());

  const change = (changes: Record<string, string | number | boolean | null>, version?: number, by = ANN) =>
    process.admin.change({ changes, ...(version === undefined ? {} : { version }) }, by);
  const audited = () =>
    selectRows<{ actor: string; target: string; details: object }>(
      stand.dataSource,
      `SELECT actor_name AS actor, target, details FROM audit_entries WHERE action = 'settings.changed' ORDER BY id`,
    );
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { details: { errors: { field: string; message: string }[] } }) => error.details.errors,
    );

  it('shows every setting with its words, its default and where it comes from', async () => {
    const { version, sections, settings } = await process.admin.view();

    expect(version).toBe(0);
    expect(sections.map(({ title }) => title)).toEqual([
      'Enable integration',
      'Push (Totara → Oracle)',
      'Mapping',
      'Policies',
      'History file',
      'Pull API',
      'Totara',
      'Alerts',
      'Retention',
      'Access',
    ]);
    expect(sections.flatMap(({ keys }) => keys).sort()).toEqual(Object.keys(settings).sort());
    expect(settings['pushBatchSize']).toEqual({
      key: 'pushBatchSize',
      section: 'push',
      label: 'Batch size',
      help: 'Completions in one request to Oracle.',
      input: { kind: 'number', min: 1, max: 1000, unit: 'completions' },
      isSecret: false,
      value: 100,
      default: 100,
      origin: 'default',
      isPinned: false,
      variable: 'PUSH_BATCH_SIZE',
      hasSecret: false,
      isUnreadable: false,
      updatedAt: null,
      updatedBy: null,
    });
    expect(settings['pushScope']).toMatchObject({ value: 'urn:x', origin: 'environment', isPinned: true });
    expect(settings['pushEnabled']).toMatchObject({ value: false, default: null, origin: 'default' });
  });

  it('saves what is sent, holds it at once, and says who changed it', async () => {
    const view = await change({ ...ORACLE, pushBatchSize: 250 });

    expect(view.version).toBe(1);
    expect(view.settings['pushBatchSize']).toMatchObject({
      value: 250,
      origin: 'stored',
      updatedBy: 'ann@example.com',
      updatedAt: expect.any(String) as string,
    });
    expect(view.settings['pushEnabled']).toMatchObject({ value: true, origin: 'default' });
    expect(process.settings.current()).toMatchObject({ ...ORACLE, pushBatchSize: 250, pushEnabled: true });
  });

  it('never gives a secret away: not in an answer, not in the database, not in the audit log', async () => {
    const view = await change(ORACLE);
    await change({ pushClientSecret: 'another-hunter2' });

    expect(view.settings['pushClientSecret']).toMatchObject({ hasSecret: true, value: null, default: null });
    const rows = await selectRows(stand.dataSource, 'SELECT * FROM settings');
    const seen = JSON.stringify([view, rows, await audited(), await process.admin.view()]);
    expect(seen).not.toContain('hunter2');
    expect((await audited()).filter(({ target }) => target === 'pushClientSecret')).toEqual([
      {
        actor: 'ann@example.com',
        target: 'pushClientSecret',
        details: { setting: 'Client Secret', secret: 'set' },
      },
      {
        actor: 'ann@example.com',
        target: 'pushClientSecret',
        details: { setting: 'Client Secret', secret: 'changed' },
      },
    ]);
  });

  it('writes the old and the new value of each change into the audit log, in one transaction with it', async () => {
    await change({ pushBatchSize: 250, pullDefaultDays: 7 });
    await change({ pushBatchSize: null, pullDefaultDays: 7 }, 1, BOB);

    expect(await audited()).toEqual([
      {
        actor: 'ann@example.com',
        target: 'pushBatchSize',
        details: { setting: 'Batch size', from: 100, to: 250 },
      },
      {
        actor: 'ann@example.com',
        target: 'pullDefaultDays',
        details: { setting: 'Default days for since filter', from: 30, to: 7 },
      },
      {
        actor: 'bob@example.com',
        target: 'pushBatchSize',
        details: { setting: 'Batch size', from: 250, to: 100 },
      },
    ]);
    expect((await process.admin.view()).settings['pushBatchSize']).toMatchObject({
      origin: 'default',
      updatedBy: 'bob@example.com',
    });
  });

  it('saves nothing when one value does not fit, and names every one that does not', async () => {
    const refused = change({ pullDefaultDays: 7, pushBatchSize: 0, pushBaseUrl: 'ftp://x', nonsense: 1 });

    expect(await refusalOf(refused)).toEqual([
      { field: 'pushBatchSize', message: 'Batch size must be a whole number from 1 to 1000' },
      { field: 'pushBaseUrl', message: expect.stringMatching(/^Base URL must be an address/) as string },
      { field: 'nonsense', message: 'There is no setting nonsense' },
    ]);
    expect((await process.admin.view()).version).toBe(0);
    expect(process.settings.current().pullDefaultDays).toBe(30);
  });

  it('refuses what the environment pins, and names the variable', async () => {
    const refused = change({ pushScope: 'urn:y', pullDefaultDays: 7 });

    await expect(refused).rejects.toThrow(SettingsPinnedError);
    await expect(refused).rejects.toThrow(/Scope by PUSH_SCOPE/);
    expect(process.settings.current().pullDefaultDays).toBe(30);
  });

  it('refuses a change of what somebody else has changed meanwhile, and says who and what', async () => {
    await change({ pushBatchSize: 250 }, 0);
    const late = change({ pullDefaultDays: 7 }, 0, BOB);

    await expect(late).rejects.toThrow(SettingsChangedMeanwhileError);
    await expect(late).rejects.toThrow(/ann@example.com at .* UTC changed Batch size/);
    expect((await change({ pullDefaultDays: 7 }, 1, BOB)).version).toBe(2);
  });

  it('lets one of two simultaneous changes of the same version through', async () => {
    const other = await stand.start();

    const outcomes = await Promise.allSettled([
      change({ pullDefaultDays: 7 }, 0),
      other.admin.change({ version: 0, changes: { pullDefaultDays: 8 } }, BOB),
    ]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await process.admin.view()).version).toBe(1);
  });

  it('counts nothing as a change that changes nothing', async () => {
    await change({ pushBatchSize: 250 });

    expect((await change({ pushBatchSize: 250, pullDefaultDays: null })).version).toBe(1);
    expect(await audited()).toHaveLength(1);
  });

  it("lets a manager's word win over what follows by itself", async () => {
    await change({ ...ORACLE, pushEnabled: false });

    expect(process.settings.current().pushEnabled).toBe(false);
  });

  describe('keeps settings that belong together together', () => {
    it('Push is not switched on before it can send', async () => {
      const fields = (await refusalOf(change({ pushEnabled: true, pushBaseUrl: ORACLE.pushBaseUrl })))!;

      expect(fields.map(({ field }) => field)).toEqual(['pushTokenUrl', 'pushClientId', 'pushClientSecret']);
      expect(fields[0]!.message).toMatch(/needs Token URL/);
      await change({ ...ORACLE, pushEnabled: true });
      expect(process.settings.current().pushEnabled).toBe(true);
    });

    it('what Push needs is not taken away while it is switched on', async () => {
      await change({ ...ORACLE, pushEnabled: true });

      expect(await refusalOf(change({ pushClientId: null }))).toMatchObject([{ field: 'pushClientId' }]);
      await change({ pushClientId: null, pushEnabled: false });
    });

    it('Push that nobody switched on is set up piece by piece', async () => {
      await change({ pushBaseUrl: ORACLE.pushBaseUrl });

      expect(process.settings.current()).toMatchObject({ pushEnabled: true, pushTokenUrl: undefined });
    });
  });

  describe('lends a stored secret to no other server', () => {
    beforeEach(() => change(ORACLE));
    const elsewhere = { pushTokenUrl: 'https://evil.example.com/token' };

    it('when the Token URL is changed, in one step or in two', async () => {
      expect(await refusalOf(change(elsewhere))).toMatchObject([{ field: 'pushClientSecret' }]);
      await change({ pushTokenUrl: null });
      expect(await refusalOf(change(elsewhere))).toMatchObject([{ field: 'pushClientSecret' }]);

      await change({ ...elsewhere, pushClientSecret: 'the one of that server' });
      expect(process.settings.current()).toMatchObject(elsewhere);
    });

    it('when a connection is tried with an address that is not saved', async () => {
      expect(await refusalOf(process.admin.preview(elsewhere))).toMatchObject([
        { field: 'pushClientSecret' },
      ]);
      expect(
        await refusalOf(process.admin.preview({ pushBaseUrl: 'https://evil.example.com' })),
      ).toMatchObject([{ field: 'pushClientSecret' }]);
      expect(await process.admin.preview({ pushBaseUrl: 'https://oracle.example.com/other' })).toMatchObject({
        pushClientSecret: SECRET,
      });
    });

    it('nor further headers, which go to the Base URL only', async () => {
      await change({ pushHeaders: 'X-Key: sesame' });
      const base = { pushBaseUrl: 'https://evil.example.com', pushClientSecret: 'typed' };
      const token = { ...elsewhere, pushClientSecret: 'typed' };

      expect(await refusalOf(process.admin.preview(base))).toMatchObject([{ field: 'pushHeaders' }]);
      expect(await process.admin.preview(token)).toMatchObject({ pushHeaders: 'X-Key: sesame' });
    });

    it('and tries what is typed in without saving it', async () => {
      const tried = await process.admin.preview({ ...elsewhere, pushClientSecret: 'typed' });

      expect(tried).toMatchObject({ ...elsewhere, pushClientSecret: 'typed' });
      expect(process.settings.current()).toMatchObject(ORACLE);
      expect((await process.admin.view()).version).toBe(1);
    });
  });

  it('refuses a secret that is empty, and removes one only when told so', async () => {
    await change(ORACLE);

    expect(await refusalOf(change({ pushClientSecret: '' }))).toMatchObject([{ field: 'pushClientSecret' }]);
    expect(process.settings.current().pushClientSecret).toBe(SECRET);
    expect((await change({ pushClientSecret: null })).settings['pushClientSecret']).toMatchObject({
      hasSecret: false,
    });
  });

  it('answers a mistake as such, whatever kind of value comes', async () => {
    for (const value of [{}, [], [[1]], 'x'.repeat(5000), '\0', 1e400, -0.5]) {
      await expect(change({ pushBatchSize: value as string })).rejects.toThrow(RequestInvalidError);
    }
  });

  it('is in force in every process without a restart, also where notifications are lost', async () => {
    const [one, other] = [await stand.start(), await stand.start()];
    await selectRows(
      stand.dataSource,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'oracle-integration listener' AND datname = current_database()`,
    );

    await change({ pushBatchSize: 250, pushClientSecret: SECRET });

    await waitUntil(
      () => Promise.resolve([one, other].map(({ settings }) => settings.current().pushClientSecret)),
      (secrets) => secrets.every((secret) => secret === SECRET),
    );
    expect(one.settings.current()).toMatchObject({ pushBatchSize: 250, pushScope: undefined });
  });

  it('calls whoever watches a setting, and nobody else', async () => {
    const heard: string[] = [];
    process.settings.watch(['pushBatchSize', 'pushHistory'], () => heard.push('push'));
    const unwatch = process.settings.watch(['pullDefaultDays'], () => heard.push('pull'));

    await change({ pullDefaultDays: 7 });
    unwatch();
    await change({ pullDefaultDays: 8, pushHistory: '2026-01-01' });
    await change({ pushHistory: '2026-01-01T00:00:00Z' });

    expect(heard).toEqual(['pull', 'push']);
  });
});
