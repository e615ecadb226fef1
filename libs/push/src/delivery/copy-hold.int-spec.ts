import { selectRows } from '@oracle-integration/platform';
import { FakeOracle } from '../testing/fake-oracle';
import { configuredFor, type PushSetup, startPush } from '../testing/push-setup';

describe('a database that is a copy of another one', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url));
    await selectRows(
      setup.dataSource,
      `INSERT INTO installations (id, cursor_key, copy_since, copy_sign)
       VALUES (1, 'key', now(), 'it was made on another database server')`,
    );
  });
  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  it('delivers nothing, burns no attempt, and says why', async () => {
    await setup.record(2);

    await setup.push.deliverDue();

    expect(oracle.deliveries).toEqual([]);
    expect(await setup.items()).toMatchObject([
      { status: 'queued', attempts: 0 },
      { status: 'queued', attempts: 0 },
    ]);
    expect((await setup.status()).holds).toMatchObject([
      {
        code: 'PUSH.COPY',
        waiting: 2,
        reason: expect.stringContaining('made on another database server') as string,
      },
    ]);
  });

  it('delivers what waited once somebody has confirmed it', async () => {
    await setup.record(2);
    await setup.push.deliverDue();

    await selectRows(setup.dataSource, 'UPDATE installations SET copy_since = NULL');
    await setup.push.deliverDue();

    expect(await setup.items()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
    expect((await setup.status()).holds).toEqual([]);
  });
});
