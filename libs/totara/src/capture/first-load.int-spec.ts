import { generateCompany, type ScratchSite, waitUntil } from '@oracle-integration/testing';
import { type CaptureRig, createCaptureRig, createCaptureRigOn, createSite } from '../testing/capture-rig';
import { countQueued, ledgerRecords, queuedDeliveries } from '../testing/ledger-reader';
import type { CaptureStep } from './capture-step';

const DAY = 24 * 3600;

/** What must be in the ledger, asked of the site by other means than the reader's. */
const EXPECTED = `
  SELECT userid::int AS "userId", course::int AS "courseId",
         CASE WHEN timecompleted IS NULL THEN CASE WHEN timestarted > 0 THEN 'inprogress' ELSE 'notyetstarted' END
              WHEN rpl <> '' THEN 'completeviarpl' ELSE 'complete' END AS status,
         timecompleted::float AS seconds, false AS archived
    FROM ttr_course_completions
   UNION ALL
  SELECT DISTINCT userid::int, courseid::int, 'complete', timecompleted::float, true
    FROM ttr_course_completion_history h
   WHERE NOT EXISTS (SELECT 1 FROM ttr_course_completions c
                      WHERE c.userid = h.userid AND c.course = h.courseid AND c.timecompleted = h.timecompleted)
   ORDER BY 1, 2, 4 NULLS LAST`;

async function fillWithCompany(scratch: ScratchSite, people: number): Promise<void> {
  const client = await scratch.pool.connect();
  try {
    await generateCompany(client, { people });
  } finally {
    client.release();
  }
}

/** A step that may do a number of batches and must stop then. */
function stopsAfter(step: CaptureStep, batches: number): CaptureStep {
  let left = batches;
  return { ...step, mayGoOn: () => Promise.resolve((left -= 1) >= 0) };
}

describe('the first load of a company', () => {
  let scratch: ScratchSite;
  let rig: CaptureRig;

  beforeAll(async () => {
    scratch = await createSite();
    await fillWithCompany(scratch, 250);
  });
  beforeEach(async () => {
    rig = await createCaptureRigOn(scratch);
  });
  afterEach(() => rig.drop());
  afterAll(() => scratch.drop());

  it('brings every completion into the ledger exactly once, as the site has it', async () => {
    await rig.process().service.capture();

    const records = await ledgerRecords(rig.dataSource);
    const seen = records.map(({ userId, courseId, status, timecompleted, archived }) => ({
      userId,
      courseId,
      status,
      seconds: timecompleted === null ? null : Date.parse(timecompleted) / 1000,
      archived,
    }));
    expect(seen.length).toBeGreaterThan(2000);
    expect(seen).toEqual(await rig.scratch.rows(EXPECTED));
  });

  it('tells how many rows were read, and follows changes afterwards', async () => {
    const { service } = rig.process();

    await service.capture();

    const [rows] = await rig.scratch.rows<{ count: number }>(
      `SELECT ((SELECT count(*) FROM ttr_course_completions)
             + (SELECT count(*) FROM ttr_course_completion_history))::int AS count`,
    );
    expect(await service.status()).toMatchObject({
      state: 'following',
      rowsRead: rows!.count,
      trouble: null,
    });
  });

  it('queues nothing of it unless asked', async () => {
    await rig.process().service.capture();

    expect(await countQueued(rig.dataSource)).toBe(0);
  });

  it('queues every completion with PUSH_HISTORY=all, archived ones too, and nothing unfinished', async () => {
    await rig.process({ PUSH_HISTORY: 'all' }).service.capture();

    const completed = (await ledgerRecords(rig.dataSource)).filter(
      ({ timecompleted }) => timecompleted !== null,
    );
    const queued = await queuedDeliveries(rig.dataSource);
    expect(queued).toHaveLength(completed.length);
    expect(new Set(queued.map(({ status }) => status))).toEqual(new Set(['complete', 'completeviarpl']));
  });

  it('queues what was completed at or after the date of PUSH_HISTORY', async () => {
    // Written as records write their times, so that texts compare as the moments do.
    const seconds = Math.floor(Date.now() / 1000) - 300 * DAY;
    const since = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

    await rig.process({ PUSH_HISTORY: since }).service.capture();

    const records = await ledgerRecords(rig.dataSource);
    const wanted = records.filter(({ timecompleted }) => timecompleted !== null && timecompleted >= since);
    expect(wanted.length).toBeGreaterThan(100);
    expect(await countQueued(rig.dataSource)).toBe(wanted.length);
  });

  it('changes nothing when the whole load is done a second time', async () => {
    await rig.process({ PUSH_HISTORY: 'all' }).service.capture();
    const before = await ledgerRecords(rig.dataSource);
    const queuedBefore = await countQueued(rig.dataSource);
    await rig.dataSource.query('DELETE FROM capture_positions');
    await rig.dataSource.query('DELETE FROM leases');

    await rig.process({ PUSH_HISTORY: 'all' }).service.capture();

    expect(await ledgerRecords(rig.dataSource)).toEqual(before);
    expect(await countQueued(rig.dataSource)).toBe(queuedBefore);
  });

  it('goes on where it was interrupted, and ends on the same ledger', async () => {
    const first = rig.process();
    const step = await first.step();
    const begun = await first.positions.begin(step.siteId, await step.reader.marks());
    const interrupted = await first.firstLoad.resume(stopsAfter(step, 2), begun);
    const readByFirst = interrupted.rowsRead;
    await first.stop();

    const second = rig.process();
    await second.service.capture();

    expect(interrupted.phase).toBe('current');
    expect(readByFirst).toBe(2000);
    expect(await ledgerRecords(rig.dataSource)).toHaveLength((await rig.scratch.rows(EXPECTED)).length);
    const { rowsRead } = await second.service.status();
    const [rows] = await rig.scratch.rows<{ count: number }>(
      `SELECT ((SELECT count(*) FROM ttr_course_completions)
             + (SELECT count(*) FROM ttr_course_completion_history))::int AS count`,
    );
    expect(rowsRead).toBe(rows!.count);
  });

  it('changes nothing when a batch is done again because its position was not saved', async () => {
    const { firstLoad, positions, step: makeStep } = rig.process({ PUSH_HISTORY: 'all' });
    const step = await makeStep();
    const begun = await positions.begin(step.siteId, await step.reader.marks());
    await firstLoad.resume(stopsAfter(step, 1), begun);
    const before = await ledgerRecords(rig.dataSource);

    await firstLoad.resume(stopsAfter(step, 1), begun);

    expect(await ledgerRecords(rig.dataSource)).toEqual(before);
    expect(await countQueued(rig.dataSource)).toBe(
      before.filter(({ timecompleted }) => timecompleted).length,
    );
  });

  it('ends on the same ledger when two processes load at the same time', async () => {
    const loads = [rig.process({ PUSH_HISTORY: 'all' }), rig.process({ PUSH_HISTORY: 'all' })];

    await Promise.all(
      loads.map(async ({ firstLoad, positions, step: makeStep }) => {
        const step = await makeStep();
        return firstLoad.resume(step, await positions.begin(step.siteId, await step.reader.marks()));
      }),
    );

    const records = await ledgerRecords(rig.dataSource);
    expect(records).toHaveLength((await rig.scratch.rows(EXPECTED)).length);
    expect(new Set(records.map(({ revision }) => revision))).toEqual(new Set([1]));
    expect(await countQueued(rig.dataSource)).toBe(
      records.filter(({ timecompleted }) => timecompleted).length,
    );
  });

  it('is done by one of two services that start together; the other leaves the site alone', async () => {
    const services = [rig.process().service, rig.process().service];

    await Promise.all(services.map((service) => service.capture()));

    const [row] = await rig.dataSource.query<{ rows_read: string }[]>(
      'SELECT rows_read FROM capture_positions',
    );
    const [rows] = await rig.scratch.rows<{ count: number }>(
      `SELECT ((SELECT count(*) FROM ttr_course_completions)
             + (SELECT count(*) FROM ttr_course_completion_history))::int AS count`,
    );
    expect(Number(row!.rows_read)).toBe(rows!.count);
    expect(await ledgerRecords(rig.dataSource)).toHaveLength((await rig.scratch.rows(EXPECTED)).length);
  });
});

describe('a completion while the first load runs', () => {
  let rig: CaptureRig;
  let courseId: number;
  let userIds: number[];

  beforeEach(async () => {
    rig = await createCaptureRig();
    const { site } = rig.scratch;
    courseId = await site.addCourse();
    userIds = [];
    for (let count = 0; count < 3; count += 1) userIds.push(await site.addUser());
    await site.enrolMany(userIds, courseId);
  });

  afterEach(() => rig.drop());

  /** Begins the load, lets `meanwhile` happen before or after its only batch, and finishes. */
  async function loadWith(meanwhile: () => Promise<unknown>, when: 'before the batch' | 'after the batch') {
    const process = rig.process({ PUSH_HISTORY: 'none' });
    const step = await process.step();
    const begun = await process.positions.begin(step.siteId, await step.reader.marks());
    if (when === 'before the batch') await meanwhile();
    const loaded = await process.firstLoad.resume(step, begun);
    if (when === 'after the batch') await meanwhile();
    await process.follower.follow(step, loaded, process.clock.now());
  }

  it.each(['before the batch', 'after the batch'] as const)(
    'is queued with PUSH_HISTORY=none (%s reads it)',
    async (when) => {
      await rig.scratch.site.complete(userIds[0]!, courseId);

      await loadWith(() => rig.scratch.site.complete(userIds[1]!, courseId), when);

      expect(await queuedDeliveries(rig.dataSource)).toEqual([
        { userId: userIds[1], courseId, revision: when === 'before the batch' ? 1 : 2, status: 'complete' },
      ]);
    },
  );

  it.each(['before the batch', 'after the batch'] as const)(
    'is queued though its date is long past (%s reads it)',
    async (when) => {
      const timecompleted = Math.floor(Date.now() / 1000) - 900 * DAY;

      await loadWith(() => rig.scratch.site.complete(userIds[1]!, courseId, { timecompleted }), when);

      expect(await queuedDeliveries(rig.dataSource)).toMatchObject([{ userId: userIds[1], courseId }]);
    },
  );

  it('is noticed and queued when its transaction was open already as the load began', async () => {
    const { site } = rig.scratch;
    let commit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let hasWritten = false;
    const open = site.inTransaction(async (inside) => {
      await inside.complete(userIds[0]!, courseId);
      hasWritten = true;
      await mayCommit;
    });
    await waitUntil(() => Promise.resolve(hasWritten), Boolean);
    await site.complete(userIds[2]!, courseId);

    const { service } = rig.process({ PUSH_HISTORY: 'none' });
    await service.capture();
    commit();
    await open;
    await service.capture();

    expect(await queuedDeliveries(rig.dataSource)).toMatchObject([{ userId: userIds[0], courseId }]);
  });

  it('does not make the load queue what was completed just before it began, also after a restart', async () => {
    await rig.scratch.site.complete(userIds[0]!, courseId, {
      timecompleted: Math.floor(Date.now() / 1000) - 60,
    });
    const first = rig.process();
    const step = await first.step();
    await first.firstLoad.resume(step, await first.positions.begin(step.siteId, await step.reader.marks()));
    await first.stop();

    await rig.process().service.capture();

    expect((await ledgerRecords(rig.dataSource)).filter(({ status }) => status === 'complete')).toHaveLength(
      1,
    );
    expect(await queuedDeliveries(rig.dataSource)).toEqual([]);
  });
});
