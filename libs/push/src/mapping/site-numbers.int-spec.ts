import { SiteNumbers } from '@oracle-integration/completions';
import type { ErasureCounts } from '@oracle-integration/contracts';
import type { RawEnvironment } from '@oracle-integration/platform';
import { FakeOracle } from '../testing/fake-oracle';
import { configuredFor, type PushSetup, startPush } from '../testing/push-setup';
import { MappingErasure } from './mapping-erasure';
import { PreflightRunner } from './preflight/preflight-runner';
import { PreflightService } from './preflight/preflight.service';
import { LookupTableService } from './tables/lookup-table.service';

const SITE = 'totara';
const BY_JOB = { kind: 'people', source: 'jobassignment' } as const;

describe('delivery by numbers that no completion shows', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;
  let numbers: SiteNumbers;

  async function start(more: RawEnvironment) {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url, { MAPPING_PERSON_FIELD: 'jobassignment', ...more }));
    numbers = setup.service(SiteNumbers);
  }

  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  const items = async () => (await setup.items()).map(({ status, causeCode }) => ({ status, causeCode }));
  const sent = () =>
    oracle.deliveries.flatMap(({ body }) => (JSON.parse(body) as { items: Record<string, unknown>[] }).items);

  it('sends whose number is known, and parks whose is not', async () => {
    await start({});
    await numbers.note(SITE, BY_JOB, [{ id: 1, number: 'J-1' }]);
    await numbers.note('another site', BY_JOB, [{ id: 2, number: 'J-2' }]);
    await setup.record(2);

    await setup.push.deliverDue();

    expect(await items()).toEqual([
      { status: 'sent', causeCode: null },
      { status: 'parked', causeCode: 'MAPPING.PERSON_NUMBER_MISSING' },
    ]);
    expect(sent()).toMatchObject([{ userId: 1, personKey: 'J-1' }]);
  });

  it('sends what waited at once when other numbers have been read', async () => {
    await start({ MAPPING_PERSON_LOOKUP: 'true' });
    await setup.service(LookupTableService).save('people', { key: 'J-1', value: '42' }, 'kim@example.com');
    await setup.record(1);
    await setup.push.deliverDue();
    await numbers.note(SITE, BY_JOB, [{ id: 1, number: 'J-1' }]);

    numbers.announceNews();
    // Ends after the release that is under way.
    await setup.service(LookupTableService).save('people', { key: 'J-9', value: '9' }, 'kim@example.com');
    await setup.push.deliverDue();

    expect(await items()).toEqual([{ status: 'sent', causeCode: null }]);
    expect(sent()).toMatchObject([{ personKey: '42' }]);
  });

  it('says whether a number that is told is news', async () => {
    await start({});
    const note = (number: string | null) => numbers.note(SITE, BY_JOB, [{ id: 1, number }]);

    expect([
      await note(null),
      await note('J-1'),
      await note('J-1'),
      await note('J-2'),
      await note(null),
    ]).toEqual([false, true, false, true, true]);
  });

  it('an erasure leaves nothing of the person: no number, no row of a table, no name in a preflight', async () => {
    await start({});
    const tables = setup.service(LookupTableService);
    await setup.record(2);
    for (const key of ['J-1', 'J-2', 'E1', 'E2'])
      await tables.save('people', { key, value: `of ${key}` }, 'kim@example.com');
    const preflights = setup.service(PreflightService);
    const { id } = await preflights.request({ scope: 'all' }, 'kim@example.com');
    await setup.service(PreflightRunner).work();
    const { id: running } = await preflights.request({ scope: 'all' }, 'kim@example.com');
    await numbers.note(SITE, BY_JOB, [
      { id: 1, number: 'J-1' },
      { id: 2, number: 'J-2' },
    ]);

    const removed: ErasureCounts = {};
    const person = { siteId: SITE, userId: 1, terms: ['E1'] };
    await setup.service(MappingErasure).erase(person, async (_manager, counts) => {
      Object.assign(removed, counts);
    });

    expect(removed).toEqual({ site_numbers: 1, lookup_rows: 2, mapping_preflights: 1 });
    expect((await tables.page('people', {})).rows.map(({ key }) => key)).toEqual(['E2', 'J-2']);
    const [group] = (await preflights.find(id)).groups;
    expect(group).toMatchObject({ count: 2, people: [{ id: 2 }] });
    expect(await preflights.find(running)).toMatchObject({ state: 'failed' });
  });
});
