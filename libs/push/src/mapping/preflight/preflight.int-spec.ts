import { FakeOracle } from '../../testing/fake-oracle';
import { configuredFor, type PushSetup, startPush } from '../../testing/push-setup';
import { LookupTableService } from '../tables/lookup-table.service';
import { PreflightRunner } from './preflight-runner';
import { PreflightService } from './preflight.service';

describe('a preflight', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let preflights: PreflightService;
  let runner: PreflightRunner;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url));
    preflights = setup.service(PreflightService);
    runner = setup.service(PreflightRunner);
  });

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  const lookedOver = async (order: Parameters<PreflightService['request']>[0]) => {
    const { id } = await preflights.request(order, 'kim@example.com');
    await runner.work();
    return preflights.find(id);
  };

  it('tells what would be fine and what would wait, by settings that are not saved, and sends nothing', async () => {
    await setup.record(30);
    await setup.service(LookupTableService).save('people', { key: 'E3', value: '42' }, 'kim@example.com');

    const result = await lookedOver({ scope: 'all', values: { mappingPersonLookup: true } });

    expect(result).toMatchObject({ state: 'finished', lookedAt: 30, fine: 1, parked: 29, failure: null });
    expect(result.groups).toMatchObject([
      {
        cause: { code: 'MAPPING.PERSON_NOT_LINKED' },
        count: 29,
        courses: [{ name: 'Fire Safety', count: 29 }],
      },
    ]);
    expect(result.groups[0]!.people).toHaveLength(20);
    expect(oracle.deliveries).toEqual([]);
  });

  it('counts what the policies would keep back, also those that are not saved', async () => {
    await setup.record(3);

    const kept = await lookedOver({ scope: 'all', values: { policyCoursesExcluded: '88' } });
    const waiting = await lookedOver({ scope: 'waiting', values: { policyCoursesExcluded: '88' } });

    expect(kept).toMatchObject({ lookedAt: 3, fine: 0, parked: 0, keptBack: 3 });
    // What stands in the queue was let in before.
    expect(waiting).toMatchObject({ lookedAt: 3, fine: 3, keptBack: 0 });
  });

  it('looks at what waits only, when that is asked for', async () => {
    await setup.record(2);
    await setup.push.deliverDue();
    await setup.record(3);

    expect(await lookedOver({ scope: 'waiting' })).toMatchObject({ lookedAt: 3, fine: 3 });
    expect(await lookedOver({ scope: 'all', courseIds: [99] })).toMatchObject({
      courseIds: [99],
      lookedAt: 0,
    });
    expect(await lookedOver({ scope: 'all', from: '2026-02-02' })).toMatchObject({
      from: '2026-02-02',
      to: null,
      courseIds: [],
      lookedAt: 0,
    });
  });

  it('ends when it is cancelled', async () => {
    await setup.record(1);
    const { id } = await preflights.request({ scope: 'all' }, 'kim@example.com');

    await preflights.cancel(id);
    await runner.work();

    expect(await preflights.find(id)).toMatchObject({ state: 'cancelled', lookedAt: 0 });
  });
});
