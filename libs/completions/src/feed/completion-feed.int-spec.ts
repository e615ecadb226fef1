import type { CompletionStatus, CompletionView } from '@oracle-integration/contracts';
import type { FeedFilters } from './feed-filters';
import { aCompletion, aPicture, currentRow, day } from '../testing/a-picture';
import { type LedgerStand, openLedger, SITE } from '../testing/ledger-stand';

const NO_FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };

describe('CompletionFeedService', () => {
  let stand: LedgerStand;

  beforeAll(async () => {
    stand = await openLedger();
    const statuses = ['notyetstarted', 'inprogress', 'complete', 'completeviarpl'] as const;
    for (let userId = 1; userId <= 12; userId += 1) {
      const pictures = [88, 89, 90].map((courseId) => {
        const status = statuses[(userId + courseId) % 4]!;
        const completedAt = status.startsWith('complete') ? day(5) : null;
        return aPicture({ userId, courseId, current: currentRow({ status, completedAt }) });
      });
      await stand.ledger.record(SITE, pictures, { kind: 'later', by: 'change_log' });
    }
    await stand.ledger.record(SITE, [aPicture({ userId: 1, courseId: 88 })], {
      kind: 'later',
      by: 'change_log',
    });
  });
  afterAll(() => stand.close());

  /** All pages of so many records, in the order they came. */
  async function readAll(filters: Partial<FeedFilters>, limit: number): Promise<CompletionView[]> {
    const views: CompletionView[] = [];
    let position = '0';
    for (;;) {
      const page = await stand.feed.page(position, limit, { ...NO_FILTERS, ...filters });
      const items = JSON.parse(`[${page.items.toString()}]`) as CompletionView[];
      views.push(...items);
      if (!page.hasMore) return views;
      position = page.lastSeq!;
    }
  }

  async function expected(isWanted: (view: CompletionView) => boolean): Promise<CompletionView[]> {
    return (await stand.views()).filter(isWanted);
  }

  it.each([1, 2, 7, 36, 1000])(
    'shows every record once, oldest change first, in pages of %i',
    async (limit) => {
      const views = await readAll({}, limit);

      expect(views).toHaveLength(36);
      expect(views).toEqual(await stand.views());
      expect(views.at(-1)).toMatchObject({ userId: 1, courseId: 88, status: 'revoked' });
    },
  );

  it.each([1, 5, 100])('filters by course, in pages of %i', async (limit) => {
    const views = await readAll({ courseIds: [90, 88] }, limit);

    expect(views).toHaveLength(24);
    expect(views).toEqual(await expected(({ courseId }) => courseId !== 89));
  });

  it.each([1, 5, 100])('filters by person, in pages of %i', async (limit) => {
    const views = await readAll({ userIds: [3, 1, 12] }, limit);

    expect(views).toHaveLength(9);
    expect(views).toEqual(await expected(({ userId }) => [1, 3, 12].includes(userId)));
  });

  it.each([[['complete', 'completeviarpl']], [['notyetstarted']], [['revoked']]] as CompletionStatus[][][])(
    'filters by status %j',
    async (statuses) => {
      const views = await readAll({ statuses }, 4);

      expect(views.length).toBeGreaterThan(0);
      expect(views).toEqual(await expected(({ status }) => statuses.includes(status)));
    },
  );

  it('shows what meets all filters together', async () => {
    const [courseIds, userIds, statuses] = [
      [88, 89],
      [1, 2, 3, 4],
      ['complete', 'revoked'] as CompletionStatus[],
    ];

    const byPersonToo = await readAll({ courseIds, userIds, statuses }, 1);
    const byCourse = await readAll({ courseIds, statuses }, 1);

    const isOfCourse = (view: CompletionView) =>
      courseIds.includes(view.courseId) && statuses.includes(view.status);
    expect(byPersonToo.length).toBeGreaterThan(1);
    expect(byPersonToo).toEqual(await expected((view) => isOfCourse(view) && userIds.includes(view.userId)));
    expect(byCourse).toEqual(await expected(isOfCourse));
  });

  it('shows a record once though its course or person is named twice', async () => {
    const views = [
      ...(await readAll({ courseIds: [88, 88] }, 100)),
      ...(await readAll({ userIds: [2, 3, 2] }, 100)),
    ];

    expect(views).toHaveLength(12 + 6);
  });

  it('answers an empty page without a position when nothing follows', async () => {
    const page = await stand.feed.page('9000000000000000000', 10, NO_FILTERS);

    expect(page).toMatchObject({ items: Buffer.alloc(0), lastSeq: null, hasMore: false });
  });

  it('says that everything up to now is shown while nobody writes', async () => {
    const before = Date.now();

    const { consistentThrough } = await (await stand.anotherProcess()).feed.page('0', 1, NO_FILTERS);

    expect(consistentThrough.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(consistentThrough.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('CompletionFeedService.positionBefore', () => {
  let stand: LedgerStand;

  beforeEach(async () => (stand = await openLedger()));
  afterEach(() => stand.close());

  /** Records one learner a day, changed at noon of days 1 to `count`. */
  async function fill(count: number): Promise<void> {
    for (let userId = 1; userId <= count; userId += 1) {
      await stand.ledger.record(SITE, [aCompletion(day(5), { userId })], { kind: 'later', by: 'change_log' });
    }
    await stand.dataSource.query(
      `UPDATE completion_records SET changed_at = make_timestamptz(2026, 1, user_id::int, 12, 0, 0)`,
    );
  }

  async function usersSince(since: Date): Promise<number[]> {
    const position = await stand.feed.positionBefore(since);
    const { items } = await stand.feed.page(position, 100, NO_FILTERS);
    return (JSON.parse(`[${items.toString()}]`) as CompletionView[]).map(({ userId }) => userId);
  }

  it.each([
    [day(1), [1, 2, 3, 4]],
    [day(3), [3, 4]],
    [new Date(day(3).getTime() + 1), [4]],
    [new Date(day(3).getTime() - 1), [3, 4]],
    [day(5), []],
  ])('shows what changed at or after %s', async (since, users) => {
    await fill(4);

    expect(await usersSince(since)).toEqual(users);
  });

  it('shows what changes later when nothing has changed since', async () => {
    await fill(2);
    const position = await stand.feed.positionBefore(day(20));

    await stand.ledger.record(SITE, [aCompletion(day(5), { userId: 9 })], {
      kind: 'later',
      by: 'change_log',
    });

    const { items } = await stand.feed.page(position, 100, NO_FILTERS);
    expect(JSON.parse(items.toString())).toMatchObject({ userId: 9 });
  });

  it('is the beginning in an empty ledger', async () => {
    expect(await stand.feed.positionBefore(day(1))).toBe('0');
  });
});
