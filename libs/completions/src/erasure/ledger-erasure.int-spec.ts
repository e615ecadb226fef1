import type { ErasureCounts } from '@oracle-integration/contracts';
import type { EntityManager } from 'typeorm';
import type { Noticed } from '../delivery-decision';
import {
  aCompletion,
  aMessage,
  anImport,
  aPicture,
  currentRow,
  day,
  historyRow,
  MARIA,
} from '../testing/a-picture';
import { type LedgerStand, openLedger, SITE } from '../testing/ledger-stand';
import { settleClaim } from '../testing/settle-claim';

const LATER: Noticed = { kind: 'later', by: 'change_log' };
const MARIA_HERSELF = { siteId: SITE, userId: 1207, terms: [] };
const HER_NAMES = ['mlopez', 'E100234', 'María', 'López', 'maria@example.com'];
const NOBODY = {
  id: 1207,
  username: null,
  idnumber: null,
  firstname: null,
  lastname: null,
  email: null,
  suspended: false,
  deleted: true,
};

describe('LedgerErasure', () => {
  let stand: LedgerStand;

  beforeEach(async () => (stand = await openLedger()));
  afterEach(() => stand.close());

  const record = (...pictures: Parameters<LedgerStand['ledger']['record']>[1]) =>
    stand.ledger.record(SITE, pictures, LATER);

  async function erase(): Promise<ErasureCounts> {
    const sum: ErasureCounts = {};
    await stand.erasure.erase(MARIA_HERSELF, async (_manager: EntityManager, counts) => {
      for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
    });
    return sum;
  }

  /** Everything that the tables of the ledger and of the queue hold, as text. */
  async function everything(): Promise<string> {
    const tables = [
      'people',
      'completion_records',
      'completion_revisions',
      'queue_items',
      'delivery_attempts',
      'acknowledgements',
      'acknowledgement_changes',
    ];
    const texts = await Promise.all(
      tables.map((table) => stand.dataSource.query(`SELECT row_to_json(stored)::text FROM ${table} stored`)),
    );
    return JSON.stringify(texts);
  }

  async function expectNamedNowhere(): Promise<void> {
    const text = await everything();
    expect(HER_NAMES.filter((name) => text.includes(name))).toEqual([]);
  }

  it('leaves the records as those of a number without a name, each with a new revision for whoever follows', async () => {
    await record(aCompletion(day(5)), aCompletion(day(6), { userId: 4711 }));
    const before = await stand.erasure.countByStatus(MARIA_HERSELF);

    const counts = await erase();

    expect(counts).toMatchObject({ completion_records: 1, completion_revisions: 1 });
    const views = await stand.views();
    expect(views.map(({ userId, revision }) => [userId, revision])).toEqual([
      [4711, 1],
      [1207, 2],
    ]);
    expect(views[0]!.user).toMatchObject({ lastname: MARIA.lastname });
    expect(views[1]).toMatchObject({ status: 'complete', user: NOBODY });
    expect(await stand.erasure.countByStatus(MARIA_HERSELF)).toEqual(before);
  });

  it('leaves no revision, past or present, that names the person', async () => {
    await record(aPicture({ current: currentRow() }));
    await record(aCompletion(day(5)));
    await record(aCompletion(day(5), { user: { ...MARIA, lastname: 'López García' } }));
    await record(
      aCompletion(day(5), {
        courseId: 89,
        current: currentRow({ completedAt: day(5), rpl: 'as María López asked' }),
      }),
    );

    await erase();

    await expectNamedNowhere();
  });

  it('finds nothing more the second time', async () => {
    await record(aCompletion(day(5)));
    await erase();
    const before = await everything();

    const counts = await erase();

    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect(await everything()).toBe(before);
  });

  it.each([
    ['a reader that still sees the name', aCompletion(day(5))],
    ['a person who was renamed', aCompletion(day(5), { user: { ...MARIA, lastname: 'López García' } })],
    ['a row that moved to the history', aPicture({ history: [historyRow(day(5))] })],
    ['a correction', aCompletion(day(6))],
    ['a new course', aCompletion(day(7), { courseId: 90 })],
    ['a message', aMessage({ completedAt: day(8), sourceRowId: 7 }, { courseId: 91, user: MARIA })],
    ['a file', anImport(day(9), {}, { courseId: 92, user: MARIA })],
    [
      'prior learning with a reason',
      aPicture({ courseId: 93, current: currentRow({ completedAt: day(9), rpl: 'María López knew it' }) }),
    ],
  ])('is not undone by %s', async (_, picture) => {
    await record(aCompletion(day(5)));
    await erase();

    await record(picture);
    await record(picture);

    await expectNamedNowhere();
    expect((await stand.views()).every(({ user }) => user.deleted && user.email === null)).toBe(true);
    expect((await stand.queued()).filter((line) => line.endsWith('queued'))).toEqual([]);
  });

  it('changes nothing when the site shows the same completion again', async () => {
    await record(aCompletion(day(5)), aPicture({ courseId: 89, history: [historyRow(day(2))] }));
    await erase();
    const before = await stand.views();

    const again = await record(
      aCompletion(day(5)),
      aPicture({ courseId: 89, history: [historyRow(day(2))] }),
    );

    expect(again).toEqual({ added: 0, revised: 0, queued: 0 });
    expect(await stand.views()).toEqual(before);
  });

  it('takes back what was not sent, and leaves alone what Oracle has', async () => {
    await record(aCompletion(day(4), { courseId: 87 }));
    await settleClaim(stand.queue, await stand.queue.claimDue(10), { externalId: 'HCM-María' });
    await record(aCompletion(day(5)));
    await settleClaim(stand.queue, await stand.queue.claimDue(10), {
      move: 'give_up',
      causeCode: 'PUSH.ITEM_REFUSED',
      causeDetail: 'No employee E100234 (María López)',
    });

    const delivered = await stand.erasure.countDelivered(MARIA_HERSELF);
    const counts = await erase();

    expect(delivered).toBe(1);
    expect(counts).toMatchObject({ withdrawn_deliveries: 1, queue_items: 2, delivery_attempts: 1 });
    expect((await stand.queued()).sort()).toEqual(['1207 1 sent', '1207 1 withdrawn']);
    await expectNamedNowhere();
  });

  it('takes out what consumers said of the records, the past of it as well', async () => {
    await record(aCompletion(day(5)));
    const [view] = await stand.views();
    await stand.dataSource.query(
      `INSERT INTO acknowledgements (record_id, revision, consumer_id, outcome, external_id, reason)
       VALUES ($1, 1, 1, 'rejected', 'María-1', 'No employee E100234')`,
      [view!.id],
    );
    await stand.dataSource.query(
      `INSERT INTO acknowledgement_changes (record_id, revision, consumer_id, acknowledged_at, outcome, external_id)
       VALUES ($1, 1, 1, now(), 'accepted', 'mlopez')`,
      [view!.id],
    );

    const counts = await erase();

    expect(counts).toMatchObject({ acknowledgements: 2 });
    await expectNamedNowhere();
  });

  it('tells that an answer may still come while a delivery is under way, and lets no other attempt follow', async () => {
    await record(aCompletion(day(5)));
    const claim = await stand.queue.claimDue(10);

    await erase();
    const isBeingDelivered = await stand.erasure.isBeingDelivered(MARIA_HERSELF);
    await settleClaim(stand.queue, claim, { move: 'retry', causeDetail: 'María López is unknown' });
    await erase();

    expect(isBeingDelivered).toBe(true);
    expect(await stand.erasure.isBeingDelivered(MARIA_HERSELF)).toBe(false);
    expect(await stand.queued()).toEqual(['1207 1 withdrawn']);
    await expectNamedNowhere();
  });

  it('names nobody again though the person is captured while they are erased', async () => {
    const other = await stand.anotherProcess();
    const pictures = Array.from({ length: 30 }, (_, index) => aCompletion(day(5), { courseId: 100 + index }));
    await record(...pictures.slice(0, 10));

    await Promise.all([erase(), ...pictures.map((picture) => other.ledger.record(SITE, [picture], LATER))]);

    await erase();
    await expectNamedNowhere();
    expect(await stand.views()).toHaveLength(30);
  });

  it('is finished by another process when one is killed in the middle, and what was removed adds up', async () => {
    const courses = Array.from({ length: 450 }, (_, index) => aCompletion(day(5), { courseId: 100 + index }));
    await record(...courses);
    const noted: ErasureCounts[] = [];
    const killed = stand.erasure.erase(MARIA_HERSELF, async (_manager, counts) => {
      if (noted.length === 2) throw new Error('killed');
      noted.push(counts);
    });
    await expect(killed).rejects.toThrow('killed');

    const other = await stand.anotherProcess();
    await other.erasure.erase(MARIA_HERSELF, async (_manager, counts) => void noted.push(counts));

    const removed = noted.map(({ completion_records: count = 0 }) => count);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(450);
    await expectNamedNowhere();
  });

  it('keeps every count of the ledger and of the queue, whatever the person went through', async () => {
    await record(
      aCompletion(day(5)),
      aPicture({ courseId: 89, current: currentRow() }),
      aPicture({ courseId: 90, history: [historyRow(day(1))] }),
      aCompletion(day(3), { userId: 4711 }),
    );
    await record(aPicture({ courseId: 89 }));
    const sumOf = (counts: object) =>
      Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
    const before = { ledger: await stand.ledger.counts(), queue: sumOf(await stand.queue.counts()) };

    await erase();

    expect({ ledger: await stand.ledger.counts(), queue: sumOf(await stand.queue.counts()) }).toEqual(before);
  });
});
