import { type Claim, QueueListingService } from '@oracle-integration/queue';
import type { Noticed } from '../delivery-decision';
import { aCompletion, aPicture, currentRow, day, historyRow } from '../testing/a-picture';
import { SITE } from '../testing/ledger-stand';
import type { BackfillOrder } from './backfill';
import { anOrder, type BackfillStand, openBackfills } from './testing/backfill-stand';
import { settleClaim } from '../testing/settle-claim';

type Move = 'deliver' | 'give_up' | 'park';

const notQueued: Noticed = { kind: 'import', history: 'none' };
const later: Noticed = { kind: 'later', by: 'change_log' };

describe('a backfill', () => {
  let at: BackfillStand;

  beforeEach(async () => (at = await openBackfills()));
  afterEach(() => at.close());

  const run = async (order: Partial<BackfillOrder> = {}) =>
    at.workOff(await at.backfills.request(anOrder(order)));
  /** Whose completions wait to be sent. */
  const queuedUsers = async () => (await at.stand.queued()).map((line) => Number(line.split(' ')[0]));

  async function deliver(move: Move, cause: string | null = null): Promise<void> {
    await settle(await at.queue.claimDue(100), move, cause);
  }

  async function settle(claim: Claim, move: Move = 'deliver', cause: string | null = null) {
    const words = { causeCode: cause, causeDetail: cause && `Oracle says ${cause}` };
    await settleClaim(at.queue, claim, { move, externalId: 'OLC-1', ...words });
  }

  it('queues every completed record that was never queued, and nothing else', async () => {
    const rpl = currentRow({ status: 'completeviarpl', completedAt: day(3), rpl: 'Degree' });
    await at.ledger.record(
      SITE,
      [
        aCompletion(day(2), { userId: 1 }),
        aPicture({ userId: 2, current: rpl }),
        aPicture({ userId: 3, history: [historyRow(day(4))] }),
        aPicture({ userId: 4, current: currentRow() }),
        aCompletion(day(2), { userId: 5 }),
      ],
      notQueued,
    );
    await at.ledger.record(SITE, [aPicture({ userId: 5 })], notQueued);

    const backfill = await run();

    expect(backfill).toMatchObject({
      state: 'finished',
      lookedAt: 5,
      estimatedTotal: 5,
      queued: 3,
      findings: { new: 3, alreadySent: 0, alreadyWaiting: 0, stopped: [] },
    });
    expect(await at.stand.queued()).toEqual(['1 1 queued', '2 1 queued', '3 1 queued']);
    expect(backfill.finishedAt).not.toBeNull();
  });

  it.each([{}, { isForced: true }, { userIds: [1, 2] }])(
    'leaves alone whoever was erased, sent or not: %j',
    async (order) => {
      await at.load(3);
      await at.ledger.record(SITE, [aCompletion(day(8), { userId: 1, courseId: 99 })], later);
      await deliver('deliver');
      await at.stand.erasure.erase({ siteId: SITE, userId: 1, terms: [] }, async () => undefined);

      await run(order);

      expect((await at.stand.queued()).filter((line) => line.endsWith('queued'))).not.toContainEqual(
        expect.stringMatching(/^1 /),
      );
      expect(await queuedUsers()).toContain(2);
    },
  );

  it('queues nothing in a dry run, and tells what a real run would do', async () => {
    await at.load(3);

    const dryRun = await run({ isDryRun: true });
    const queuedByDryRun = await at.stand.queued();
    const realRun = await run();

    expect(queuedByDryRun).toEqual([]);
    expect(dryRun).toMatchObject({ state: 'finished', queued: 3, findings: { new: 3 } });
    expect(realRun).toMatchObject({ queued: dryRun.queued, findings: dryRun.findings });
    expect(await at.stand.queued()).toHaveLength(3);
  });

  it('queues nothing the second time', async () => {
    await at.load(3);
    await run();

    const again = await run();

    expect(again).toMatchObject({ queued: 0, findings: { new: 0, alreadyWaiting: 3 } });
    expect(await at.stand.queued()).toHaveLength(3);
  });

  it('lets every new completion go first', async () => {
    await at.load(20);
    await run();
    await at.ledger.record(SITE, [aCompletion(day(9), { userId: 99 })], later);

    const { items } = await at.queue.claimDue(1);

    const [live] = await at.stand.dataSource.query<{ user_id: string }[]>(
      'SELECT user_id FROM completion_records WHERE id = $1',
      [items[0]!.recordId],
    );
    expect(live!.user_id).toBe('99');
  });

  describe('chooses', () => {
    beforeEach(async () => {
      await at.ledger.record(
        SITE,
        [1, 2, 3, 4].map((number) => aCompletion(day(number), { userId: number, courseId: number * 11 })),
        notQueued,
      );
      await at.ledger.record(
        SITE,
        [aPicture({ userId: 5, courseId: 11, current: currentRow({ status: 'complete' }) })],
        notQueued,
      );
    });

    it.each([
      ['everything', {}, [1, 2, 3, 4, 5]],
      ['from a moment on, inclusive', { from: day(2) }, [2, 3, 4]],
      ['until before a moment', { to: day(3) }, [1, 2]],
      ['a span', { from: day(2), to: day(4) }, [2, 3]],
      ['courses', { courseIds: [22, 44, 4711] }, [2, 4]],
      ['people', { userIds: [4, 1, 4711] }, [1, 4]],
      ['people in courses', { userIds: [1, 2, 3], courseIds: [22, 33, 44] }, [2, 3]],
      ['people in courses in a span', { userIds: [1, 2], courseIds: [11, 22], from: day(2) }, [2]],
      ['of the site only', { siteId: 'another-site' }, []],
      ['what nobody has', { courseIds: [4711] }, []],
    ])('%s', async (_what, criteria, users) => {
      const backfill = await run(criteria);

      expect(await queuedUsers()).toEqual(users);
      expect(backfill).toMatchObject({ state: 'finished', queued: users.length });
    });

    it('looks at nothing but the records of the courses or people that are named', async () => {
      const byCourse = await run({ courseIds: [22, 33, 33], isDryRun: true });
      const byPerson = await run({ userIds: [5], isDryRun: true });

      expect(byCourse).toMatchObject({ lookedAt: 2, estimatedTotal: 2, courseIds: [22, 33] });
      expect(byPerson).toMatchObject({ lookedAt: 1, estimatedTotal: 1 });
    });
  });

  it('walks over many pages of many courses and people, each record once', async () => {
    const people = Array.from({ length: 2_600 }, (_, index) => index + 1);
    await at.ledger.record(
      SITE,
      people.map((userId) => aCompletion(day(5), { userId, courseId: userId % 7 })),
      notQueued,
    );

    const byCourse = await run({ courseIds: [0, 1, 2, 3, 4, 5], isDryRun: true });
    const byPerson = await run({ userIds: people.slice(0, 500), isDryRun: true });
    const everything = await run();

    expect(byCourse).toMatchObject({ lookedAt: 2_229, queued: 2_229 });
    expect(byPerson).toMatchObject({ lookedAt: 500, queued: 500 });
    expect(everything).toMatchObject({ lookedAt: 2_600, queued: 2_600 });
    expect(new Set(await queuedUsers()).size).toBe(2_600);
  });

  describe('by the latest delivery of each', () => {
    it('leaves alone what Oracle has', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2))], later);
      await deliver('deliver');

      expect(await run()).toMatchObject({ queued: 0, findings: { alreadySent: 1 } });
      expect(await at.stand.queued()).toEqual(['1207 1 sent']);
    });

    it('leaves alone what Oracle has in an earlier revision that says the same', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2))], later);
      await deliver('deliver');
      await at.ledger.record(SITE, [aPicture({ history: [historyRow(day(2))] })], later);

      expect(await run()).toMatchObject({ queued: 0, findings: { alreadySent: 1 } });
    });

    it('leaves alone what is on its way', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2), { userId: 1 })], later);
      await at.queue.claimDue(1);
      await at.ledger.record(SITE, [aCompletion(day(2), { userId: 2 })], later);

      expect(await run()).toMatchObject({ queued: 0, findings: { alreadyWaiting: 2 } });
      expect(await at.stand.queued()).toEqual(['1 1 sending', '2 1 queued']);
    });

    it('leaves alone what is stopped, and tells why', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2), { userId: 1 })], later);
      await deliver('park', 'PUSH.NO_PERSON');
      await at.ledger.record(
        SITE,
        [2, 3].map((userId) => aCompletion(day(2), { userId })),
        later,
      );
      await deliver('give_up', 'PUSH.REFUSED');

      const backfill = await run({ isForced: true });

      expect(backfill).toMatchObject({ queued: 0, findings: { new: 0 } });
      expect(backfill.findings.stopped).toEqual([
        { code: 'PUSH.NO_PERSON', count: 1, detail: 'Oracle says PUSH.NO_PERSON' },
        { code: 'PUSH.REFUSED', count: 2, detail: 'Oracle says PUSH.REFUSED' },
      ]);
    });

    it('queues what was withdrawn and is there again', async () => {
      const graded = currentRow({ completedAt: day(2), grade: { value: 5, max: 10, percent: 50 } });
      await at.ledger.record(SITE, [aCompletion(day(2))], later);
      await at.ledger.record(SITE, [aPicture()], later);
      // A file does not queue by itself; with another grade it is not the completion that was withdrawn.
      await at.ledger.record(SITE, [aPicture({ current: graded })], notQueued);
      const before = await at.stand.queued();

      const backfill = await run();

      expect(before).toEqual(['1207 1 withdrawn']);
      expect(backfill).toMatchObject({ queued: 1, findings: { new: 1 } });
      expect(await at.stand.queued()).toEqual(['1207 3 queued']);
    });
  });

  describe('that is forced', () => {
    it('sends what Oracle has once more: the same revision, so the same key and the same bytes', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2))], later);
      const [first] = (await at.queue.claimDue(1)).items;
      await at.stand.dataSource.query(`UPDATE queue_items SET status = 'queued', lease_id = NULL`);
      await deliver('deliver');
      const before = await at.ledger.publicJsonOf([first!]);
      await at.ledger.record(SITE, [aPicture({ history: [historyRow(day(2))] })], later);

      const backfill = await run({ isForced: true });

      const [again] = (await at.queue.claimDue(1)).items;
      expect(backfill).toMatchObject({ queued: 1, findings: { new: 0, alreadySent: 1 } });
      expect(again).toMatchObject({ id: first!.id, recordId: first!.recordId, revision: 1 });
      expect(await at.ledger.publicJsonOf([again!])).toEqual(before);
    });

    it('counts in a dry run what it would send once more, and touches nothing', async () => {
      await at.load(2);
      await at.ledger.record(SITE, [aCompletion(day(2), { userId: 99 })], later);
      await deliver('deliver');

      const dryRun = await run({ isForced: true, isDryRun: true });

      expect(dryRun).toMatchObject({ queued: 3, findings: { new: 2, alreadySent: 1 } });
      expect(await at.stand.queued()).toEqual(['99 1 sent']);
    });

    it('sends once more only once, though the record changes on the way and is met again', async () => {
      await at.ledger.record(SITE, [aCompletion(day(2), { userId: 99_999 })], later);
      await deliver('deliver');
      await at.load(1_500);
      const backfill = await at.backfills.request(anOrder({ isForced: true }));
      await at.steps.take(backfill, 1_000);
      const claim = await at.queue.claimDue(1);
      const [met] = claim.items;
      await settle(claim);
      await at.ledger.record(SITE, [aPicture({ userId: 99_999, history: [historyRow(day(2))] })], later);

      const end = await at.workOff(backfill);

      expect(end).toMatchObject({ queued: 1_501, findings: { new: 1_500, alreadySent: 2 } });
      expect(await at.stand.service(QueueListingService).deliveriesOf(met!.recordId)).toMatchObject([
        { revision: 1, status: 'sent' },
      ]);
    });
  });
});
