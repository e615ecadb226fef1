import { setTimeout as pause } from 'node:timers/promises';
import type { CompletionView } from '@oracle-integration/contracts';
import { createRandom, type Random } from '@oracle-integration/testing';
import type { CompletionFeedService } from './completion-feed.service';
import { aCompletion, day } from '../testing/a-picture';
import { type LedgerStand, openLedger, SITE } from '../testing/ledger-stand';

const NO_FILTERS = { courseIds: [], userIds: [], statuses: [] };
const WRITERS = 16;
const WRITES_EACH = 14;
const later = { kind: 'later', by: 'change_log' } as const;

/** Reads to the end again and again from where it stopped, and keeps what it saw. */
class Poller {
  readonly seen: CompletionView[] = [];
  /** What was promised when an end was reached: everything that changed before is in `seen`. */
  readonly broken: string[] = [];
  readonly positions: bigint[] = [];
  ends = 0;
  private position = '0';
  private promised = new Date(0);

  constructor(
    private readonly feed: CompletionFeedService,
    private readonly random: Random,
  ) {}

  async readToEnd(): Promise<void> {
    for (;;) {
      const limit = this.random.integer(1, 40);
      const page = await this.feed.page(this.position, limit, NO_FILTERS);
      const items = JSON.parse(`[${page.items.toString()}]`) as CompletionView[];
      for (const { userId, changedAt } of items) {
        if (new Date(changedAt) < this.promised) this.broken.push(`${userId} of ${changedAt} came late`);
      }
      this.seen.push(...items);
      if (page.lastSeq !== null) this.positions.push(BigInt(page.lastSeq));
      this.position = page.lastSeq ?? this.position;
      if (page.hasMore) continue;
      this.ends += 1;
      if (page.consistentThrough > this.promised) this.promised = page.consistentThrough;
      return;
    }
  }
}

describe('the change feed while sixteen write and three read', () => {
  let stand: LedgerStand;

  beforeEach(async () => (stand = await openLedger()));
  afterEach(() => stand.close());

  /** Writes learners of its own, revises some, keeps transactions open for a while and rolls some of them back. */
  async function write(writer: number, pollers: readonly Poller[]): Promise<void> {
    const random = createRandom(writer + 1);
    let isKilled = false;
    const ledger = stand.ledgerThat(async () => {
      await pause(random.integer(0, 12));
      if (isKilled) throw new Error('killed');
    });
    for (let step = 0; step < WRITES_EACH; step += 1) {
      // However slow reading is, it keeps up: that it goes on meanwhile is what this is about.
      while (pollers.some(({ ends }) => ends < step)) await pause(1);
      isKilled = random.chance(0.2);
      const userIds = Array.from(
        { length: random.integer(1, 4) },
        () => writer * 100 + random.integer(1, 30),
      );
      const pictures = userIds.map((userId) => aCompletion(day(random.integer(1, 28)), { userId }));
      await ledger
        .record(SITE, pictures, later)
        .catch((error: Error) => expect(error.message).toBe('killed'));
      await pause(random.integer(0, 6));
    }
  }

  async function run(): Promise<Poller[]> {
    const readers = await Promise.all([1, 2, 3].map(() => stand.anotherProcess()));
    const pollers = readers.map(({ feed }, index) => new Poller(feed, createRandom(100 + index)));
    let isWriting = true;
    const polling = pollers.map(async (poller) => {
      while (isWriting) await poller.readToEnd();
      await poller.readToEnd();
    });
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer, pollers))).finally(
      () => (isWriting = false),
    );
    await Promise.all(polling);
    return pollers;
  }

  it('shows each of them all that was committed, nothing twice, in order, and promises nothing too early', async () => {
    const pollers = await run();

    const committed = await stand.views();
    expect(committed.length).toBeGreaterThan(150);
    expect(committed.some(({ revision }) => revision > 1)).toBe(true);
    for (const { seen, positions, broken, ends } of pollers) {
      const latest = new Map(seen.map((view) => [view.id, view]));
      const revisions = seen.map(({ id, revision }) => `${id}:${revision}`);
      const times = seen.map(({ changedAt }) => changedAt);
      expect(ends).toBeGreaterThan(10);
      expect([...latest.values()].sort(byId)).toEqual([...committed].sort(byId));
      expect(new Set(revisions).size).toBe(revisions.length);
      expect(times).toEqual([...times].sort());
      expect(positions).toEqual([...positions].sort((left, right) => (left < right ? -1 : 1)));
      expect(broken).toEqual([]);
    }
  });

  it('promises no more than the last committed change while a writer has not committed', async () => {
    await stand.ledger.record(SITE, [aCompletion(day(5), { userId: 1 })], later);
    const [{ changedAt }] = (await stand.views()) as [CompletionView];
    const reader = await stand.anotherProcess();
    const promises: Date[] = [];
    const writer = stand.ledgerThat(async () => {
      promises.push((await reader.feed.page('0', 10, NO_FILTERS)).consistentThrough);
    });

    await writer.record(SITE, [aCompletion(day(5), { userId: 2 })], later);

    expect(promises).toEqual([new Date(changedAt)]);
  });

  it('promises nothing at all while the first writer of an empty ledger has not committed', async () => {
    const reader = await stand.anotherProcess();
    const promises: Date[] = [];
    const writer = stand.ledgerThat(async () => {
      promises.push((await reader.feed.page('0', 10, NO_FILTERS)).consistentThrough);
    });

    await writer.record(SITE, [aCompletion(day(5))], later);

    expect(promises).toEqual([new Date(0)]);
  });

  it('is not held back by a writer of another database', async () => {
    const elsewhere = await openLedger();
    const before = Date.now();
    const promises: Date[] = [];
    const writer = elsewhere.ledgerThat(async () => {
      promises.push((await stand.feed.page('0', 10, NO_FILTERS)).consistentThrough);
    });

    await writer.record(SITE, [aCompletion(day(5))], later);

    expect(promises[0]!.getTime()).toBeGreaterThanOrEqual(before - 1);
    await elsewhere.close();
  });
});

function byId(left: CompletionView, right: CompletionView): number {
  return left.id < right.id ? -1 : 1;
}
