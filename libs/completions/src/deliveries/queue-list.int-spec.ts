import type { ListQueueParams, QueueItemView } from '@oracle-integration/contracts';
import { addManyDeliveries } from '../testing/many-deliveries';
import { type LedgerStand, openLedger } from '../testing/ledger-stand';
import { LedgerRequeueService } from './ledger-requeue.service';
import { QueueListService } from './queue-list.service';

/** More than are named one by one. */
const MANY = 5_200;

describe('the queue of a course that many have completed', () => {
  let stand: LedgerStand;
  let queue: QueueListService;

  beforeAll(async () => {
    stand = await openLedger();
    queue = stand.service(QueueListService);
    await addManyDeliveries(stand.dataSource, { count: MANY, courseId: 88, firstUserId: 1_000 });
    await addManyDeliveries(stand.dataSource, { count: 6_000, courseId: 89, firstUserId: 50_000 });
    await addManyDeliveries(stand.dataSource, {
      count: 7,
      courseId: 88,
      firstUserId: 100_000,
      status: 'dead',
      causeCode: 'PUSH.REJECTED',
    });
    await addManyDeliveries(stand.dataSource, {
      count: 30,
      courseId: 89,
      firstUserId: 200_000,
      status: 'dead',
      causeCode: 'PUSH.REJECTED',
    });
  });
  afterAll(() => stand.close());

  /** All pages of a list, and how many there were. */
  async function all(params: ListQueueParams): Promise<{ items: QueueItemView[]; pages: number }> {
    const items: QueueItemView[] = [];
    let page = await queue.page(params);
    for (let pages = 1; ; pages += 1) {
      items.push(...page.items);
      if (page.nextCursor === null) return { items, pages };
      page = await queue.page({ ...params, cursor: page.nextCursor });
    }
  }

  it('lists those that are stopped, though they are few among many', async () => {
    const { items } = await all({ courseId: 88, status: ['dead'], limit: 3 });

    expect(items).toHaveLength(7);
    expect(new Set(items.map(({ courseId }) => courseId))).toEqual(new Set([88]));
  });

  it.each(['newest', 'oldest'] as const)('lists all of the course once, %s first', async (sort) => {
    const { items } = await all({ courseId: 88, sort, limit: 200 });

    const ids = items.map(({ id }) => Number(id));
    expect(new Set(ids).size).toBe(MANY + 7);
    expect(ids).toHaveLength(MANY + 7);
    expect(ids).toEqual([...ids].sort((one, other) => (sort === 'oldest' ? one - other : other - one)));
  });

  it('looks no further than it may for a page, and says where it goes on', async () => {
    const first = await queue.page({ courseId: 88, status: ['sent'], limit: 50 });

    // The newest six thousand that were sent are of the other course.
    expect(first.items.length).toBeLessThanOrEqual(50);
    expect(first.nextCursor).not.toBeNull();
  });

  it('finds by the words of the course', async () => {
    expect((await all({ q: 'course 88', status: ['dead'] })).items).toHaveLength(7);
    expect((await all({ q: 'course', status: ['dead'], courseId: 89 })).items).toHaveLength(30);
  });

  it('keeps its pages while items are added and move', async () => {
    const first = await queue.page({ status: ['dead'], sort: 'oldest', limit: 20 });
    await stand.dataSource.query(`UPDATE queue_items SET status = 'queued' WHERE id = $1`, [
      first.items[3]!.id,
    ]);

    const rest = await queue.page({
      status: ['dead'],
      sort: 'oldest',
      limit: 200,
      cursor: first.nextCursor!,
    });

    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(37);
    await stand.dataSource.query(`UPDATE queue_items SET status = 'dead' WHERE id = $1`, [
      first.items[3]!.id,
    ]);
  });

  it('sends again only those of the course', async () => {
    const request = { courseId: 88, statuses: ['dead'] as 'dead'[] };
    const requeues = stand.service(LedgerRequeueService);

    expect(await requeues.requeue({ ...request, dryRun: true })).toMatchObject({ requeued: 7 });
    expect(await requeues.requeue(request)).toMatchObject({ requeued: 7 });
    expect((await all({ status: ['dead'] })).items).toHaveLength(30);
    expect((await all({ status: ['queued'], sort: 'nextAttempt' })).items).toHaveLength(7);
  });
});
