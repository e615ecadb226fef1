import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectRows } from '@oracle-integration/platform';
import { waitUntil } from '@oracle-integration/testing';
import { ANN, openSettings, type SettingsStand } from '../testing/settings-stand';

const SECRET = 'hunter2-of-the-client';

const holds = (isSo: () => boolean) => waitUntil(() => Promise.resolve(isSo()), Boolean);

describe('a stored secret that cannot be read', () => {
  let stand: SettingsStand;

  beforeEach(async () => {
    stand = await openSettings();
    const process = await stand.start({ APP_SECRET: 'the key of this test' });
    await process.admin.change({ changes: { pushClientSecret: SECRET, pushBatchSize: 7 } }, ANN);
    await process.stop();
  });
  afterEach(() => stand.close());

  const sealed = async () =>
    (
      await selectRows<{ sealed: string }>(
        stand.dataSource,
        `SELECT sealed FROM settings WHERE sealed IS NOT NULL`,
      )
    )[0]!.sealed;

  it('is named at start with what to do, is marked, and is left as it is', async () => {
    const before = await sealed();
    const { process, lines } = await stand.startListening({ APP_SECRET: 'some other key here' });

    expect(lines.join()).toMatch(/cannot be read.*Client Secret.*APP_SECRET/);
    expect(lines.join()).not.toContain('hunter2');
    expect(process.settings.current()).toMatchObject({
      pushBatchSize: 7,
      pushClientSecret: undefined,
      unreadableSecrets: ['pushClientSecret'],
    });
    expect((await process.admin.view()).settings['pushClientSecret']).toMatchObject({
      hasSecret: true,
      isUnreadable: true,
    });
    await process.admin.change({ changes: { pushBatchSize: 8 } }, ANN);
    expect(await sealed()).toBe(before);
  });

  it('can be read with its key as the previous one', async () => {
    const process = await stand.start({
      APP_SECRET: 'some other key here',
      APP_SECRET_PREVIOUS: 'the key of this test',
    });

    expect(process.settings.current()).toMatchObject({ pushClientSecret: SECRET, unreadableSecrets: [] });
  });

  it('can be entered anew when the key is lost', async () => {
    const process = await stand.start({ APP_SECRET: 'some other key here' });

    await process.admin.change({ changes: { pushClientSecret: 'a new one' } }, ANN);

    expect(process.settings.current()).toMatchObject({
      pushClientSecret: 'a new one',
      unreadableSecrets: [],
    });
  });

  it('is read again without a restart once its key is back in the data folder', async () => {
    const process = await stand.start();
    expect(process.settings.current().unreadableSecrets).toEqual(['pushClientSecret']);

    writeFileSync(join(stand.dataDir, 'app.secret'), 'the key of this test\n', { mode: 0o600 });

    await holds(() => process.settings.current().pushClientSecret === SECRET);
  });

  it('does not take a secret in clear, nor one of another setting', async () => {
    await selectRows(
      stand.dataSource,
      `INSERT INTO settings (key, value, sealed, version, updated_by)
       SELECT 'pushPrivateKey', NULL, sealed, 2, 'x' FROM settings WHERE key = 'pushClientSecret'
       UNION ALL SELECT 'totaraWebhookSecret', 'in clear', NULL, 2, 'x'`,
    );
    const { settings } = await stand.start({ APP_SECRET: 'the key of this test' });

    expect(settings.current()).toMatchObject({
      totaraWebhookSecret: undefined,
      pushPrivateKey: undefined,
      unreadableSecrets: ['pushPrivateKey'],
    });
  });

  it('of a process whose generated key was lost does not make it start a new one by itself', async () => {
    const first = await stand.start();
    await first.admin.change({ changes: { totaraWebhookSecret: SECRET } }, ANN);
    await first.stop();
    const file = join(stand.dataDir, 'app.secret');
    const key = readFileSync(file, 'utf8');
    rmSync(file);

    const process = await stand.start();

    expect(process.settings.current().unreadableSecrets).toContain('totaraWebhookSecret');
    expect(() => readFileSync(file)).toThrow();
    writeFileSync(file, key, { mode: 0o600 });
    await holds(() => process.settings.current().totaraWebhookSecret === SECRET);
  });
});

describe('a stored setting that breaks its rule', () => {
  it('is named, and its default holds', async () => {
    const stand = await openSettings();
    await selectRows(
      stand.dataSource,
      `INSERT INTO settings (key, value, version, updated_by) VALUES
         ('pushBatchSize', '5000', 1, 'x'), ('pullDefaultDays', '7', 1, 'x'), ('ofALaterVersion', '1', 1, 'x')`,
    );

    const { process, lines } = await stand.startListening();

    expect(lines.join()).toMatch(/Batch size must be a whole number from 1 to 1000; its default is used/);
    expect(process.settings.current()).toMatchObject({ pushBatchSize: 100, pullDefaultDays: 7 });
    await stand.close();
  });
});
