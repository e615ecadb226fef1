import { DELIVER_EVERYTHING, type DeliveryPolicy } from '@oracle-integration/completions';
import type { TotaraSite } from '@oracle-integration/testing';
import type { CaptureProcess } from '../testing/capture-process';
import { type CaptureRig, createCaptureRig } from '../testing/capture-rig';
import { ledgerRecords, queuedDeliveries } from '../testing/ledger-reader';

let rig: CaptureRig;
let site: TotaraSite;
let process: CaptureProcess;
let course: number;
let learners: number[];

/** Five learners who completed a course, loaded, nothing queued. */
beforeEach(async () => {
  rig = await createCaptureRig();
  site = rig.scratch.site;
  course = await site.addCourse({ fullname: 'Fire Safety', category: await site.addCategory('Compliance') });
  learners = [];
  for (let number = 0; number < 5; number += 1)
    learners.push(await site.addUser({ lastname: `Learner ${number}` }));
  await site.enrolMany(learners, course);
  await site.completeMany(learners, course, { timecompleted: 1_769_904_000, grade: 80 });
  process = rig.process({ PUSH_HISTORY: 'none', TOTARA_RECONCILE_ROWS_PER_SECOND: '1000000' });
  await process.service.capture();
});

afterEach(() => rig.drop());

async function reconcile() {
  await process.reconciliation.request({});
  await process.reconciliation.reconcileWhenDue();
  return process.reconciliation.view({});
}

const rows = (sql: string, values: unknown[] = []) => rig.scratch.rows(sql, values);

describe('a comparison of the whole site', () => {
  it('finds nothing on a site that was followed, and says where everything stands', async () => {
    const { last, totals, byCourse, byDay, summary } = await reconcile();

    expect(last).toMatchObject({
      state: 'finished',
      rowsCompared: 5,
      rowsDiffering: 0,
      added: 0,
      revised: 0,
    });
    expect(totals).toMatchObject({ site: 5, ledger: 5, notQueued: 5, delivered: 0, unexplained: 0 });
    expect(byCourse).toMatchObject([{ courseId: course, course: 'Fire Safety', site: 5, ledger: 5 }]);
    expect(byDay).toMatchObject([{ day: '2026-02-01', site: 5, ledger: 5 }]);
    expect(summary).toBe(
      'All 5 completions in Totara are accounted for: 0 delivered, 0 waiting, 0 stopped, 5 not asked for.',
    );
  });

  it('runs by itself when none was made for long, and not again before it is due', async () => {
    await process.reconciliation.reconcileWhenDue();
    const { last } = await process.reconciliation.view({});

    await process.reconciliation.reconcileWhenDue();

    const after = await process.reconciliation.view({});
    expect(last).toMatchObject({ state: 'finished', reason: 'schedule' });
    expect(after.last?.id).toBe(last?.id);
    expect(after.nextAt).not.toBeNull();
  });

  it('waits until the first load is finished', async () => {
    await rig.dataSource.query(`UPDATE capture_positions SET phase = 'history'`);

    await process.reconciliation.reconcileWhenDue();

    expect((await process.reconciliation.view({})).current).toBeNull();
  });

  it('finds a grade that was corrected without a word in the change log, and queues it', async () => {
    await site.correctGrade(learners[0]!, course, 95);
    await process.service.capture();

    const { last } = await reconcile();

    expect(last).toMatchObject({ rowsDiffering: 1, revised: 1 });
    expect(await queuedDeliveries(rig.dataSource)).toMatchObject([{ userId: learners[0], revision: 2 }]);
    const [noticed] = await rig.dataSource.query(
      `SELECT change_kind, noticed_by FROM completion_records WHERE revision = 2`,
    );
    expect(noticed).toEqual({ change_kind: 'corrected', noticed_by: 'reconciliation' });
  });

  it('finds a person, a course and a category that were renamed', async () => {
    await site.updateUser(learners[1]!, { lastname: 'Ruiz' });
    await rows(`UPDATE ttr_course SET fullname = 'Fire Safety at Work' WHERE id = $1`, [course]);
    await rows(`UPDATE ttr_course_categories SET name = 'Safety'`);

    const { last } = await reconcile();

    expect(last).toMatchObject({ rowsDiffering: 5, revised: 5 });
    const records = await ledgerRecords(rig.dataSource);
    expect(records.find(({ userId }) => userId === learners[1])).toMatchObject({
      user: { lastname: 'Ruiz' },
      course: { fullname: 'Fire Safety at Work', category: 'Safety' },
    });
    expect(await queuedDeliveries(rig.dataSource)).toEqual([]);
  });

  it('finds rows that were changed, deleted and added by plain SQL', async () => {
    await rows(`UPDATE ttr_course_completions SET timecompleted = timecompleted + 60 WHERE userid = $1`, [
      learners[0],
    ]);
    await rows(`DELETE FROM ttr_course_completions WHERE userid = $1`, [learners[1]]);
    await rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade) VALUES ($1, $2, 1700000000, 70)`,
      [learners[2], course],
    );
    await process.service.capture();

    const { last, totals } = await reconcile();

    expect(last).toMatchObject({ rowsDiffering: 2, revised: 2 });
    expect(totals).toMatchObject({ site: 5, ledger: 5, unexplained: 0 });
    const statuses = (await ledgerRecords(rig.dataSource)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'revoked')).toHaveLength(1);
  });

  it('finds what a purge of a person removed together with its log', async () => {
    await site.purgeUser(learners[3]!);
    await process.service.capture();

    await reconcile();

    const records = await ledgerRecords(rig.dataSource);
    expect(records.filter(({ status }) => status === 'revoked').map(({ userId }) => userId)).toEqual([
      learners[3],
    ]);
  });

  it('finds that the very last rows of both tables are gone, though reading ends before them now', async () => {
    await rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade) VALUES ($1, $2, 1700000000, 70)`,
      [learners[4], course],
    );
    await process.service.capture();
    await site.purgeUser(learners[4]!);
    await process.service.capture();

    const { totals } = await reconcile();

    expect(totals).toMatchObject({ site: 4, ledger: 4, unexplained: 0 });
    const records = await ledgerRecords(rig.dataSource);
    expect(records.filter(({ status }) => status === 'revoked').map(({ userId }) => userId)).toEqual([
      learners[4],
      learners[4],
    ]);
  });

  it('accounts for rows that are no completion of their own', async () => {
    await rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade)
       VALUES ($1, $2, 1700000000, 70), ($1, $2, 1700000000, 75), ($1, $2, NULL, 0)`,
      [learners[0], course],
    );
    await process.service.capture();

    const { last, totals, summary } = await reconcile();

    expect(last).toMatchObject({ rowsDiffering: 0 });
    expect(totals).toMatchObject({ site: 7, ledger: 6, duplicates: 1, unexplained: 0 });
    expect(summary).toBe(
      'All 7 completions in Totara are accounted for: 0 delivered, 1 waiting, 0 stopped, 5 not asked for, 1 told twice.',
    );
  });

  it('does not count workspaces, which keep completions of a kind too', async () => {
    await rows(`UPDATE ttr_course SET containertype = 'container_workspace'`);

    const { totals } = await reconcile();

    expect(totals).toMatchObject({ site: 0, unexplained: 0 });
  });

  it('compares ranges: 25,000 rows of which three differ are found without reading the others', async () => {
    await rows(
      `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timecompleted, status)
       SELECT 10000 + n, $1, 1769900000, 1769904000, 50 FROM generate_series(1, 25000) n`,
      [course],
    );
    await process.service.capture();
    await rows(
      `UPDATE ttr_course_completions SET timestarted = 1769901000 WHERE userid IN (10001, 20000, 35000)`,
    );

    const { last, totals } = await reconcile();

    expect(last).toMatchObject({ rowsCompared: 25005, rowsDiffering: 3, revised: 3 });
    expect(totals).toMatchObject({ site: 25005, ledger: 25005, unexplained: 0 });
  });

  it('goes on behind the last chunk when it is interrupted, and counts nothing twice', async () => {
    await rows(
      `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timecompleted, status)
       SELECT 10000 + n, $1, 1769900000, 1769904000, 50 FROM generate_series(1, 25000) n`,
      [course],
    );
    await process.service.capture();
    await process.reconciliation.request({});
    const first = process.reconciliation.reconcileWhenDue();
    await process.reconciliation.stop();
    await first;
    const interrupted = await process.reconciliation.view({});

    const other = rig.process({ PUSH_HISTORY: 'none' });
    await other.reconciliation.reconcileWhenDue();

    const { last, totals } = await other.reconciliation.view({});
    expect(interrupted.current?.rowsCompared ?? 0).toBeLessThan(25005);
    expect(last).toMatchObject({ rowsCompared: 25005, rowsDiffering: 0 });
    expect(totals).toMatchObject({ site: 25005, ledger: 25005, unexplained: 0 });
  });

  it('is done once though two processes are asked at once', async () => {
    const other = rig.process({ PUSH_HISTORY: 'none' });
    await process.reconciliation.request({});

    await Promise.all([process.reconciliation.reconcileWhenDue(), other.reconciliation.reconcileWhenDue()]);
    await other.reconciliation.reconcileWhenDue();

    const { last, current, totals } = await process.reconciliation.view({});
    expect(current).toBeNull();
    expect(last).toMatchObject({ rowsCompared: 5 });
    expect(totals).toMatchObject({ site: 5, ledger: 5 });
  });
});

describe('completions that a policy keeps back', () => {
  const go = (policy: Partial<DeliveryPolicy>) =>
    rig.policies.readFrom(() => ({ ...DELIVER_EVERYTHING, ...policy }));

  it('have a figure of their own: a backfill would not send them', async () => {
    const other = await site.addCourse({ fullname: 'First Aid', category: await site.addCategory('Health') });
    await site.enrolMany(learners, other);
    await site.completeMany(learners.slice(0, 2), other, { timecompleted: 1_769_904_000, grade: 80 });
    go({ coursesExcluded: [course] });
    await process.service.capture();

    const { totals, byCourse, byDay, summary } = await reconcile();

    expect(totals).toMatchObject({
      site: 7,
      ledger: 7,
      waiting: 2,
      notQueued: 0,
      keptBack: 5,
      unexplained: 0,
    });
    expect(byCourse).toMatchObject([
      { courseId: course, waiting: 0, keptBack: 5 },
      { courseId: other, waiting: 2, keptBack: 0 },
    ]);
    expect(byDay).toMatchObject([{ day: '2026-02-01', waiting: 2, keptBack: 5 }]);
    expect(summary).toBe(
      'All 7 completions in Totara are accounted for: 0 delivered, 2 waiting, 0 stopped, 0 not asked for, ' +
        '5 kept back.',
    );
  });

  it.each<Partial<DeliveryPolicy>>([
    {},
    { statuses: ['completeviarpl'] },
    { coursesIncluded: [] },
    { categoriesExcluded: ['Compliance'] },
    { categoriesIncluded: ['Health'] },
    { isArchivedSent: false },
    { earliest: '2026-02-01T00:00:00.000Z' },
  ])('and all figures add up: %j', async (policy) => {
    await rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade)
       VALUES ($1, $2, 1700000000, 70), ($1, $2, 1700000000, 75)`,
      [learners[0], course],
    );
    await site.editCompletion(learners[1]!, course, { timecompleted: 1_769_990_400 });
    await process.service.capture();
    go(policy);

    const { totals, byCourse, byDay } = await reconcile();

    for (const figures of [totals, ...byCourse, ...byDay]) {
      const { ledger, imported, delivered, waiting, stopped, notQueued, keptBack } = figures;
      expect(delivered + waiting + stopped + notQueued + keptBack).toBe(ledger + imported);
    }
    expect(totals).toMatchObject({ site: 7, ledger: 6, duplicates: 1, unexplained: 0 });
  });

  it('count as not asked for again once the policy lets them through', async () => {
    go({ categoriesExcluded: ['Compliance'] });
    const before = await reconcile();
    go({});

    const between = await process.reconciliation.view({});

    const after = await reconcile();

    expect([before, between, after].map(({ isPolicyChanged }) => isPolicyChanged)).toEqual([
      false,
      true,
      false,
    ]);
    expect(before.totals).toMatchObject({ notQueued: 0, keptBack: 5 });
    expect(after.totals).toMatchObject({ notQueued: 5, keptBack: 0 });
  });
});

describe('a site on which most completions have vanished', () => {
  beforeEach(async () => {
    await rows(
      `INSERT INTO ttr_course_completions (userid, course, timecompleted, status)
       SELECT 10000 + n, $1, 1769904000, 50 FROM generate_series(1, 3000) n`,
      [course],
    );
    await process.service.capture();
    await rows('DELETE FROM ttr_course_completions WHERE userid > 10000');
  });

  it('stops the comparison before anything is revoked, and says who must decide', async () => {
    const { current, summary } = await reconcile();

    expect(current).toMatchObject({ state: 'stopped', trouble: { code: 'TOTARA.ROWS_VANISHED' } });
    expect(summary).toContain('3000 present completion rows');
    const statuses = (await ledgerRecords(rig.dataSource)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'revoked')).toEqual([]);
  });

  it('is compared to its end when a manager confirms it', async () => {
    await reconcile();
    await process.reconciliation.request({ confirmRemovals: true });

    await process.reconciliation.reconcileWhenDue();

    const { last, totals } = await process.reconciliation.view({});
    const statuses = (await ledgerRecords(rig.dataSource)).map(({ status }) => status);
    expect(last).toMatchObject({ state: 'finished', rowsDiffering: 3000, revised: 3000 });
    expect(totals).toMatchObject({ site: 5, ledger: 5, unexplained: 0 });
    expect(statuses.filter((status) => status === 'revoked')).toHaveLength(3000);
  });
});

describe('a change log that cannot be trusted', () => {
  it('has the site compared when it was cut before all of it was read', async () => {
    await rows('UPDATE ttr_course_completion_log SET id = id + 1000');
    await process.service.capture();

    const { current } = await process.reconciliation.view({});

    expect(current).toMatchObject({ state: 'requested', reason: 'log_gap' });
  });

  it('has the site compared when it goes back, as after a restore, and follows it from there', async () => {
    await rows('DELETE FROM ttr_course_completion_log');
    await rows(`SELECT setval(pg_get_serial_sequence('ttr_course_completion_log', 'id'), 1, false)`);
    await process.service.capture();
    const { current } = await process.reconciliation.view({});
    await site.editCompletion(learners[0]!, course, { timecompleted: 1_769_990_400 });

    await process.service.capture();

    expect(current).toMatchObject({ reason: 'log_gap' });
    expect(await queuedDeliveries(rig.dataSource)).toMatchObject([{ userId: learners[0], revision: 2 }]);
  });
});
