import { CursorInvalidError, CursorOfOtherFiltersError, PullDisabledError } from './pull.errors';
import { CONSUMER, pageOf, type PullSetup, readAll, startPull } from './testing/pull-setup';

const ENABLED = { PULL_ENABLED: 'true' };
const DAY_MS = 24 * 3600 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('PullService', () => {
  let setup: PullSetup;

  beforeEach(async () => {
    setup = await startPull();
  });

  afterEach(() => setup.close());

  it('pages through everything, oldest change first, each record once', async () => {
    const ids = await setup.record({ userId: 1 }, { userId: 2 }, { userId: 3 }, { userId: 4 }, { userId: 5 });
    const pull = setup.service();

    const first = await pageOf(pull, { limit: 2 });
    const second = await pageOf(pull, { limit: 2, cursor: first.nextCursor });
    const third = await pageOf(pull, { limit: 2, cursor: second.nextCursor });

    expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
    ]);
    expect([first, second, third].map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
  });

  it('has no more when the last page is exactly full', async () => {
    await setup.record({ userId: 1 }, { userId: 2 });

    expect(await pageOf(setup.service(), { limit: 2 })).toMatchObject({ hasMore: false });
  });

  it('gives at most a hundred unless told otherwise', async () => {
    await setup.record(...Array.from({ length: 101 }, (_, index) => ({ userId: index + 1 })));

    const page = await pageOf(setup.service());

    expect(page.items).toHaveLength(100);
    expect(page.hasMore).toBe(true);
  });

  it('gives an empty page a cursor that goes on where new changes will come', async () => {
    const pull = setup.service();
    const empty = await pageOf(pull);
    const [id] = await setup.record({ userId: 1 });

    const next = await pageOf(pull, { cursor: empty.nextCursor });

    expect(empty).toMatchObject({ items: [], hasMore: false });
    expect(next.items.map((item) => item.id)).toEqual([id]);
  });

  it('gives the same cursor again at the end, and goes on from it', async () => {
    await setup.record({ userId: 1 });
    const pull = setup.service();
    const end = await readAll(pull);

    const empty = await pageOf(pull, { cursor: end.nextCursor });
    const [id] = await setup.record({ userId: 2 });
    const next = await readAll(pull, { cursor: empty.nextCursor });

    expect(empty).toMatchObject({ items: [], hasMore: false, nextCursor: end.nextCursor });
    expect(next.ids).toEqual([id]);
  });

  it('shows a record that changed behind the cursor again, with its new revision', async () => {
    const [id] = await setup.record({ userId: 1, status: 'inprogress' }, { userId: 2 });
    const { nextCursor } = await readAll(setup.service());
    await setup.record({ userId: 1, status: 'complete' });

    const page = await pageOf(setup.service(), { cursor: nextCursor });

    expect(page.items).toMatchObject([{ id, revision: 2, status: 'complete' }]);
  });

  it('takes a cursor in another process and after a restart', async () => {
    const ids = await setup.record({ userId: 1 }, { userId: 2 }, { userId: 3 });
    const { nextCursor } = await pageOf(setup.service(), { limit: 1 });

    const page = await pageOf(setup.service(), { cursor: nextCursor });

    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('loses no record and doubles none while others write', async () => {
    const pull = setup.service();
    let { nextCursor: cursor } = await pageOf(pull);
    const writers = [1, 2, 3, 4].map(async (writer) => {
      for (let index = 0; index < 25; index += 1) await setup.record({ userId: writer * 1000 + index });
    });
    let isWriting = true;
    const written = Promise.all(writers).then(() => (isWriting = false));
    const seen: string[] = [];

    for (let isLast = false; !isLast;) {
      isLast = !isWriting;
      const next = await readAll(pull, { cursor, limit: 3 });
      seen.push(...next.ids);
      cursor = next.nextCursor;
    }
    await written;

    const recorded = await setup.dataSource.query<{ id: string }[]>('SELECT id FROM completion_records');
    expect([...seen].sort()).toEqual(recorded.map(({ id }) => id).sort());
  });

  describe('without a cursor', () => {
    it('goes back as many days as the setting says, by when a record changed', async () => {
      const [old, young] = await setup.record({ userId: 1 }, { userId: 2 });
      await setup.changedAt(old!, daysAgo(8));
      await setup.changedAt(young!, daysAgo(6));

      const { ids } = await readAll(setup.service({ ...ENABLED, PULL_DEFAULT_DAYS: '7' }));

      expect(ids).toEqual([young]);
    });

    it('counts these days from the clock', async () => {
      await setup.record({ userId: 1 });
      const aYearOn = { now: () => daysAgo(-365) };

      const { ids } = await readAll(setup.service({ ...ENABLED, PULL_DEFAULT_DAYS: '364' }, aYearOn));

      expect(ids).toEqual([]);
    });

    it('starts with what changed at or after since', async () => {
      const ids = await setup.record({ userId: 1 }, { userId: 2 }, { userId: 3 });
      await setup.changedAt(ids[0]!, new Date('2020-01-01T00:00:00Z'));
      await setup.changedAt(ids[1]!, new Date('2020-01-02T00:00:00Z'));

      const at = await readAll(setup.service(), { since: '2020-01-02T00:00:00Z' });
      const after = await readAll(setup.service(), { since: '2020-01-02T00:00:00.001Z' });

      expect(at.ids).toEqual(ids.slice(1));
      expect(after.ids).toEqual(ids.slice(2));
    });

    it('shows an old completion that was noticed today', async () => {
      const [id] = await setup.record({ userId: 1 });

      const page = await pageOf(setup.service());

      expect(page.items).toMatchObject([{ id, timecompleted: '2019-02-01T14:03:11Z' }]);
    });
  });

  it('ignores since beside a cursor', async () => {
    const ids = await setup.record({ userId: 1 }, { userId: 2 });
    const { nextCursor } = await pageOf(setup.service(), { limit: 1 });

    const page = await pageOf(setup.service(), { cursor: nextCursor, since: '2000-01-01' });

    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  describe('with filters', () => {
    it.each([
      ['courseid', { courseid: [88] }, [0, 2]],
      ['two courses', { courseid: [88, 89] }, [0, 1, 2]],
      ['userid', { userid: [1] }, [0, 3]],
      ['person and course', { userid: [1], courseid: [90] }, [3]],
      ['status', { status: ['inprogress' as const] }, [2]],
      ['course and status', { courseid: [88], status: ['complete' as const] }, [0]],
    ])('%s', async (_case, params, wanted) => {
      const ids = await setup.record(
        { userId: 1, courseId: 88 },
        { userId: 2, courseId: 89 },
        { userId: 3, courseId: 88, status: 'inprogress' },
        { userId: 1, courseId: 90 },
      );

      const found = await readAll(setup.service(), { ...params, limit: 1 });

      expect(found.ids).toEqual(wanted.map((index) => ids[index]));
    });

    it.each([{ courseid: [88, 88] }, { userid: [1, 1] }])('shows each record once for %j', async (params) => {
      const ids = await setup.record({ userId: 1, courseId: 88 });

      expect((await readAll(setup.service(), params)).ids).toEqual(ids);
    });

    it('refuses to go on with other filters', async () => {
      await setup.record({ userId: 1 });
      const pull = setup.service();
      const { nextCursor } = await pageOf(pull, { courseid: [88] });

      await expect(pull.page({ cursor: nextCursor }, CONSUMER)).rejects.toThrow(CursorOfOtherFiltersError);
      await expect(pull.page({ cursor: nextCursor, courseid: [89] }, CONSUMER)).rejects.toThrow(
        CursorOfOtherFiltersError,
      );
    });

    it('goes on with the same filters in another order', async () => {
      const ids = await setup.record({ userId: 1, courseId: 88 }, { userId: 1, courseId: 89 });
      const { nextCursor } = await pageOf(setup.service(), { courseid: [88, 89], limit: 1 });

      const page = await pageOf(setup.service(), { cursor: nextCursor, courseid: [89, 88, 88] });

      expect(page.items.map(({ id }) => id)).toEqual(ids.slice(1));
    });
  });

  it('refuses a cursor that it did not give out', async () => {
    await expect(setup.service().page({ cursor: 'AAAA' }, CONSUMER)).rejects.toThrow(CursorInvalidError);
  });

  it.each([
    ['Pull API', {}],
    ['Pull API', { PULL_ENABLED: 'false', PULL_TOKEN: 'a-token-of-16-chars' }],
    ['integration', { INTEGRATION_ENABLED: 'false', PULL_ENABLED: 'true' }],
  ])('says that the %s is switched off: %j', async (what, variables) => {
    const answer = setup.service(variables).page({}, CONSUMER);

    await expect(answer).rejects.toThrow(PullDisabledError);
    await expect(answer).rejects.toThrow(`The ${what} is switched off`);
  });

  it('promises nothing later than now', async () => {
    await setup.record({ userId: 1 });
    const { consistentThrough } = await pageOf(setup.service());

    expect(Date.parse(consistentThrough)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(consistentThrough)).toBeGreaterThan(Date.now() - 60_000);
  });
});
