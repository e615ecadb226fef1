import type { CompletionView } from '@oracle-integration/contracts';
import type { FeedFilters } from '../feed/feed-filters';
import { aCompletion, aPicture, currentRow, day } from '../testing/a-picture';
import { type LedgerStand, openLedger, SITE } from '../testing/ledger-stand';

const NO_FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };
const later = { kind: 'later', by: 'change_log' } as const;
const [PAYROLL, BADGES] = [1, 2];
const accepted = { outcome: 'accepted' } as const;

describe('acknowledgements', () => {
  let stand: LedgerStand;

  beforeEach(async () => (stand = await openLedger()));
  afterEach(() => stand.close());

  const say = (consumer: number, ...words: Parameters<LedgerStand['acknowledgements']['acknowledge']>[1]) =>
    stand.acknowledgements.acknowledge(consumer, words);

  /** Records one completion of each learner; answers their ids by learner. */
  async function record(...userIds: number[]): Promise<Map<number, string>> {
    await stand.ledger.record(
      SITE,
      userIds.map((userId) => aCompletion(day(5), { userId })),
      later,
    );
    return new Map((await stand.views()).map(({ userId, id }) => [userId, id]));
  }

  async function revise(userId: number): Promise<void> {
    const grade = { value: 61, max: 100, percent: 61 };
    const picture = aPicture({ userId, current: currentRow({ completedAt: day(5), grade }) });
    await stand.ledger.record(SITE, [picture], later);
  }

  async function list(filters: Partial<FeedFilters>, limit = 3): Promise<CompletionView[]> {
    const views: CompletionView[] = [];
    let position = '0';
    for (;;) {
      const page = await stand.feed.page(position, limit, { ...NO_FILTERS, ...filters });
      views.push(...(JSON.parse(`[${page.items}]`) as CompletionView[]));
      position = page.lastSeq ?? position;
      if (!page.hasMore) return views;
    }
  }
  const users = (views: CompletionView[]) => views.map(({ userId }) => userId);
  const workList = (consumerId: number, filters: Partial<FeedFilters> = {}) =>
    list({ ...filters, acknowledged: { consumerId, is: false } });
  const done = (consumerId: number, filters: Partial<FeedFilters> = {}) =>
    list({ ...filters, acknowledged: { consumerId, is: true } });

  it('take a record off the work list of its consumer, and of no other', async () => {
    const ids = await record(1, 2, 3, 4, 5);

    await say(PAYROLL, { id: ids.get(2)!, ...accepted }, { id: ids.get(4)!, ...accepted });

    expect(users(await workList(PAYROLL))).toEqual([1, 3, 5]);
    expect(users(await done(PAYROLL))).toEqual([2, 4]);
    expect(users(await workList(BADGES))).toEqual([1, 2, 3, 4, 5]);
    expect(await done(BADGES)).toEqual([]);
  });

  it('change nothing when they are repeated', async () => {
    const id = (await record(1)).get(1)!;
    const first = await say(PAYROLL, { id, revision: 1, ...accepted, externalId: 'A7' });

    const again = await say(PAYROLL, { id, revision: 1, ...accepted, externalId: 'A7' });
    const plain = await say(PAYROLL, { id: id.toUpperCase(), ...accepted });

    expect([first, again, plain]).toEqual([
      ['acknowledged'],
      ['already_acknowledged'],
      ['already_acknowledged'],
    ]);
    expect(await stand.acknowledgements.ofRecord(id)).toMatchObject([{ externalId: 'A7', replacedAt: null }]);
  });

  it('leave a new revision unacknowledged, and say so to whoever comes late', async () => {
    const id = (await record(1, 2)).get(1)!;
    await say(PAYROLL, { id, revision: 1, ...accepted });
    await revise(1);

    expect(users(await workList(PAYROLL))).toEqual([2, 1]);
    expect(await say(PAYROLL, { id, revision: 1, ...accepted })).toEqual(['superseded']);
    expect(await say(BADGES, { id, revision: 1, ...accepted })).toEqual(['superseded']);
    expect(users(await workList(BADGES))).toEqual([2, 1]);
    expect(await say(PAYROLL, { id, ...accepted })).toEqual(['acknowledged']);
    expect(users(await workList(PAYROLL))).toEqual([2]);
  });

  it('do not know what is not there, nor a revision that is still to come', async () => {
    const id = (await record(1)).get(1)!;

    const results = await say(
      PAYROLL,
      { id: '00000000-0000-4000-8000-000000000000', ...accepted },
      { id, revision: 2, ...accepted },
    );

    expect(results).toEqual(['unknown', 'unknown']);
    expect(users(await workList(PAYROLL))).toEqual([1]);
  });

  it('let the latest word stand, and keep what was said before', async () => {
    const id = (await record(1)).get(1)!;
    await say(PAYROLL, { id, ...accepted, externalId: 'A7' });

    const results = await say(PAYROLL, { id, outcome: 'rejected', reason: 'No employee 1' });

    expect(results).toEqual(['acknowledged']);
    expect(await stand.acknowledgements.ofRecord(id)).toMatchObject([
      { outcome: 'accepted', externalId: 'A7', replacedAt: expect.any(String) as string },
      { outcome: 'rejected', externalId: null, reason: 'No employee 1', replacedAt: null },
    ]);
    expect(await stand.acknowledgements.counts()).toEqual([
      { consumerId: PAYROLL, accepted: 0, rejected: 1 },
    ]);
  });

  it('are one of each revision, however often a request names it', async () => {
    const id = (await record(1)).get(1)!;

    const results = await say(
      PAYROLL,
      { id, ...accepted },
      { id, revision: 1, ...accepted },
      { id, outcome: 'rejected', reason: 'Wrong after all' },
    );

    expect(results).toEqual(['acknowledged', 'already_acknowledged', 'acknowledged']);
    expect(await stand.acknowledgements.ofRecord(id)).toMatchObject([{ reason: 'Wrong after all' }]);
  });

  it('count once when many say the same at the same time, of whole pages or of one', async () => {
    const ids = [...(await record(...Array.from({ length: 240 }, (_, index) => index + 1))).values()];
    // Two statements of one row each meet in the same moment far more often than two of forty.
    const sizes = [40, ...Array.from({ length: 200 }, () => 1)];
    const results: string[] = [];
    for (const size of sizes) {
      const page = ids.splice(0, size);
      const shuffled = (turn: number) => page.map((_, index) => page[(index * 7 + turn * 11) % size]!);
      const said = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((turn) => say(PAYROLL, ...shuffled(turn).map((id) => ({ id, ...accepted })))),
      );
      results.push(...said.flat());
    }

    expect(results.filter((result) => result === 'acknowledged')).toHaveLength(240);
    expect(results.filter((result) => result === 'already_acknowledged')).toHaveLength(5 * 240);
  });

  it('filter together with course, person and status', async () => {
    await stand.ledger.record(
      SITE,
      [1, 2, 3, 4].flatMap((userId) =>
        [88, 89].map((courseId) => {
          const status = userId % 2 === 0 ? 'complete' : 'inprogress';
          const completedAt = status === 'complete' ? day(5) : null;
          return aPicture({ userId, courseId, current: currentRow({ status, completedAt }) });
        }),
      ),
      later,
    );
    const views = await stand.views();
    await say(PAYROLL, ...views.filter(({ userId }) => userId <= 2).map(({ id }) => ({ id, ...accepted })));

    const filters: [Partial<FeedFilters>, (view: CompletionView) => boolean][] = [
      [{ courseIds: [88] }, ({ courseId }) => courseId === 88],
      [{ userIds: [1, 3] }, ({ userId }) => userId % 2 === 1],
      [{ statuses: ['complete'] }, ({ status }) => status === 'complete'],
      [
        { courseIds: [89], statuses: ['inprogress'] },
        ({ courseId, status }) => courseId === 89 && status === 'inprogress',
      ],
      [
        { courseIds: [88], userIds: [2, 4], statuses: ['complete'] },
        ({ courseId, userId }) => courseId === 88 && userId % 2 === 0,
      ],
    ];
    for (const [filter, isMeant] of filters) {
      const meant = views.filter(isMeant);
      expect(await workList(PAYROLL, filter)).toEqual(meant.filter(({ userId }) => userId > 2));
      expect(await done(PAYROLL, filter)).toEqual(meant.filter(({ userId }) => userId <= 2));
    }
  });
});

describe('a work list of which nearly everything is acknowledged', () => {
  let stand: LedgerStand;

  beforeAll(async () => {
    stand = await openLedger();
    await stand.dataSource.query(
      `INSERT INTO completion_records
         (id, site_id, user_id, course_id, completed_at, status, is_archived, revision, change_seq, changed_at,
          captured_at, source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
       SELECT gen_random_uuid(), 'totara', n, n % 5 + 1, now(), 'complete', false, 1,
              nextval('completion_change_seq'), now(), now(), 'current', n, '', json_build_object('userId', n),
              'completed', 'first_load'
         FROM generate_series(1, 6000) n ORDER BY n`,
    );
  });
  afterAll(() => stand.close());

  const LEFT = [700, 701, 2_000, 4_000, 4_300, 5_999];
  const workList = (filters: Partial<FeedFilters> = {}): FeedFilters => ({
    ...NO_FILTERS,
    ...filters,
    acknowledged: { consumerId: PAYROLL, is: false },
  });

  async function acknowledgeAllBut(left: readonly number[]): Promise<void> {
    await stand.dataSource.query(
      `INSERT INTO acknowledgements (record_id, revision, consumer_id, change_seq, outcome)
       SELECT id, 1, $1, change_seq, 'accepted' FROM completion_records
        WHERE user_id <> ALL($2::bigint[]) ON CONFLICT DO NOTHING`,
      [PAYROLL, left],
    );
  }

  async function read(filters: FeedFilters, limit: number): Promise<number[]> {
    const found: number[] = [];
    let position = '0';
    for (;;) {
      const page = await stand.feed.page(position, limit, filters);
      found.push(...(JSON.parse(`[${page.items}]`) as { userId: number }[]).map(({ userId }) => userId));
      position = page.lastSeq ?? position;
      if (!page.hasMore) return found;
    }
  }

  const stretches = async () => {
    const [row] = await stand.dataSource.query<[{ count: number }]>(
      'SELECT count(*)::int FROM acknowledged_stretches',
    );
    return row.count;
  };

  it('is found, and where it was looked for in vain is remembered', async () => {
    await acknowledgeAllBut(LEFT);

    for (const limit of [1, 2, 100]) expect(await read(workList(), limit)).toEqual(LEFT);

    // Between those that are left, each in a few pieces at most.
    expect(await stretches()).toBeGreaterThanOrEqual(4);
    expect(await stretches()).toBeLessThanOrEqual(10);
    expect(await read(workList({ courseIds: [1] }), 2)).toEqual([700, 2_000, 4_000, 4_300]);
  });

  it('shows what gets a new revision, wherever it was', async () => {
    await stand.dataSource.query(
      `UPDATE completion_records SET revision = 2, change_seq = nextval('completion_change_seq') WHERE user_id = 1234`,
    );

    expect(await read(workList(), 4)).toEqual([...LEFT, 1_234]);
  });

  it('is empty when the rest is acknowledged, and remembers one stretch', async () => {
    await acknowledgeAllBut([1_234]);
    await stand.dataSource.query(
      `INSERT INTO acknowledgements (record_id, revision, consumer_id, change_seq, outcome)
       SELECT id, 2, $1, change_seq, 'accepted' FROM completion_records WHERE user_id = 1234`,
      [PAYROLL],
    );

    expect(await read(workList(), 100)).toEqual([]);
  });
});
