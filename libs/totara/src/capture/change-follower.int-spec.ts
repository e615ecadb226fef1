import type { CompletionView } from '@oracle-integration/contracts';
import { type TotaraSite, waitUntil } from '@oracle-integration/testing';
import type { CaptureProcess } from '../testing/capture-process';
import { type CaptureRig, createCaptureRig } from '../testing/capture-rig';
import { ledgerRecords, queuedDeliveries } from '../testing/ledger-reader';

const DAY = 24 * 3600;
const now = () => Math.floor(Date.now() / 1000);
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

let rig: CaptureRig;
let site: TotaraSite;
let process: CaptureProcess;
let learner: number;
let course: number;

async function startRig(): Promise<void> {
  rig = await createCaptureRig();
  site = rig.scratch.site;
  process = rig.process({ PUSH_HISTORY: 'none' });
}

/** A learner and a course of the test's own; what the test does then is a change. */
async function addLearnerAndCourse(): Promise<void> {
  learner = await site.addUser({
    username: `mlopez${Math.random()}`,
    firstname: 'María',
    lastname: 'López',
    idnumber: 'E100234',
  });
  course = await site.addCourse({ fullname: 'Fire Safety', gradeMax: 40, completedBy: 'activity' });
}

const look = () => process.service.capture();
/** Of the test's own courses: ids only grow. */
const records = async () =>
  (await ledgerRecords(rig.dataSource)).filter(({ courseId }) => courseId >= course);
const queued = async () =>
  (await queuedDeliveries(rig.dataSource)).filter(({ courseId }) => courseId >= course);

async function onlyRecord(): Promise<CompletionView> {
  const found = await records();
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe('what happens on a followed site', () => {
  beforeAll(async () => {
    await startRig();
    await look();
  });
  beforeEach(addLearnerAndCourse);
  afterAll(() => rig.drop());

  it('an enrolment becomes a record, and nothing to deliver', async () => {
    await site.enrol(learner, course);

    await look();

    expect(await onlyRecord()).toMatchObject({
      userId: learner,
      courseId: course,
      status: 'notyetstarted',
      revision: 1,
    });
    expect(await queued()).toEqual([]);
  });

  it('a learner who starts goes on in the same record', async () => {
    await site.enrol(learner, course);
    await look();
    const { id } = await onlyRecord();
    await site.start(learner, course);

    await look();

    expect(await onlyRecord()).toMatchObject({ id, status: 'inprogress', revision: 2 });
    expect(await queued()).toEqual([]);
  });

  it('a completion is recorded with grade, person and course, and queued', async () => {
    await site.enrol(learner, course);
    await look();
    await site.complete(learner, course, { grade: 30 });

    await look();

    expect(await onlyRecord()).toMatchObject({
      status: 'complete',
      progress: 100,
      revision: 2,
      grade: { value: 30, max: 40, percent: 75 },
      user: { firstname: 'María', lastname: 'López', idnumber: 'E100234' },
      course: { fullname: 'Fire Safety' },
    });
    expect(await queued()).toEqual([{ userId: learner, courseId: course, revision: 2, status: 'complete' }]);
  });

  it('a completion with a date years back is queued all the same', async () => {
    const timecompleted = now() - 3000 * DAY;
    await site.complete(learner, course, { timecompleted });

    await look();

    expect(await onlyRecord()).toMatchObject({ timecompleted: iso(timecompleted) });
    expect(await queued()).toHaveLength(1);
  });

  it('recognised prior learning is recorded with its reason and percentage', async () => {
    await site.completeViaRpl(learner, course, { rpl: 'Licence no. 4471/B', rplgrade: 92 });

    await look();

    expect(await onlyRecord()).toMatchObject({
      status: 'completeviarpl',
      rpl: 'Licence no. 4471/B',
      grade: { value: 92, max: 100, percent: 92 },
    });
    expect(await queued()).toHaveLength(1);
  });

  it('removed prior learning reopens the record and takes the unsent delivery back', async () => {
    await site.enrol(learner, course);
    await look();
    await site.completeViaRpl(learner, course);
    await look();
    await site.removeRpl(learner, course);

    await look();

    const open = (await records()).filter(({ status }) => status === 'notyetstarted');
    expect(open).toHaveLength(1);
    expect((await records()).filter(({ status }) => status.startsWith('complete'))).toEqual([]);
    expect(await queued()).toEqual([]);
  });

  it('an import is recorded as current, though no event tells of it', async () => {
    const timecompleted = now() - 400 * DAY;
    await site.importCompletion({ userId: learner, courseId: course, timecompleted, grade: 36 });

    await look();

    expect(await onlyRecord()).toMatchObject({
      status: 'completeviarpl',
      timecompleted: iso(timecompleted),
      archived: false,
    });
    expect(await queued()).toHaveLength(1);
  });

  it('an import beside a current completion becomes an archived record of its own', async () => {
    await site.complete(learner, course);
    await look();
    const timecompleted = now() - 400 * DAY;
    await site.importCompletion({
      userId: learner,
      courseId: course,
      timecompleted,
      grade: 36,
      override: 'never',
    });

    await look();

    expect(await records()).toMatchObject([
      { timecompleted: iso(timecompleted), archived: true, status: 'complete' },
      { archived: false, status: 'complete' },
    ]);
    expect(await queued()).toHaveLength(2);
  });

  it('an edited time of completion is a new revision of the same record, not a second completion', async () => {
    await site.complete(learner, course);
    await look();
    const { id } = await onlyRecord();
    const timecompleted = now() - 5 * DAY;
    await site.editCompletion(learner, course, { timecompleted });

    await look();

    expect(await onlyRecord()).toMatchObject({ id, revision: 2, timecompleted: iso(timecompleted) });
    expect(await queued()).toEqual([{ userId: learner, courseId: course, revision: 2, status: 'complete' }]);
  });

  it('an archived completion stays the record it was, and is not delivered again', async () => {
    await site.complete(learner, course, { grade: 30 });
    await look();
    const { id, timestarted } = await onlyRecord();
    await site.archive(learner, course);

    await look();

    const grade = { value: 30, max: 40, percent: 75 };
    expect(await onlyRecord()).toMatchObject({ id, status: 'complete', archived: true, timestarted, grade });
    expect(await queued()).toHaveLength(1);
  });

  it('a certification window archives what was completed, and the next round is a record of its own', async () => {
    const earlier = now() - 360 * DAY;
    await site.complete(learner, course, { timecompleted: earlier });
    await look();
    await site.openRecertificationWindow(course, [learner]);
    await look();
    await site.enrol(learner, course);
    await look();
    await site.complete(learner, course);

    await look();

    expect(await records()).toMatchObject([
      { timecompleted: iso(earlier), archived: true, status: 'complete' },
      { archived: false, status: 'complete' },
    ]);
    expect(new Set((await queued()).map(({ userId }) => userId))).toEqual(new Set([learner]));
    expect(await queued()).toHaveLength(2);
  });

  it('an unlock that deletes the data revokes what is gone and takes the unsent back', async () => {
    await site.complete(learner, course);
    await look();
    await site.unlockCriteria(course, true);

    await look();

    expect(await onlyRecord()).toMatchObject({ status: 'revoked', revision: 2 });
    expect(await queued()).toEqual([]);
  });

  it('an unlock that deletes the data leaves prior learning and archived completions as they are', async () => {
    const other = await site.addUser();
    await site.completeViaRpl(learner, course);
    await site.complete(other, course);
    await site.archive(other, course);
    await look();
    const before = await records();
    await site.unlockCriteria(course, true);

    await look();

    expect(await records()).toEqual(before);
  });

  it('a completion that comes back after an unlock with its old time is the same record, delivered if it was not', async () => {
    await site.complete(learner, course);
    await look();
    const { id } = await onlyRecord();
    await site.unlockCriteria(course, true);
    await look();
    await site.reaggregate(course);

    await look();

    expect(await onlyRecord()).toMatchObject({ id, status: 'complete' });
    expect(await queued()).toHaveLength(1);
  });

  it('an unlock that keeps the data changes nothing', async () => {
    await site.complete(learner, course);
    await look();
    const before = await records();
    await site.unlockCriteria(course, false);

    await look();

    expect(await records()).toEqual(before);
  });

  it('a deleted person keeps the name and number that were captured', async () => {
    await site.complete(learner, course);
    await look();
    await site.deleteUser(learner);
    await site.archive(learner, course);

    await look();

    expect(await onlyRecord()).toMatchObject({
      archived: true,
      user: { idnumber: 'E100234', firstname: 'María', lastname: 'López', deleted: true },
    });
  });

  it('a deleted course revokes its completions, which keep the title of the course', async () => {
    await site.complete(learner, course);
    await look();
    await site.deleteCourse(course);

    await look();

    expect(await onlyRecord()).toMatchObject({ status: 'revoked', course: { fullname: 'Fire Safety' } });
  });

  it('a course that is gone while its rows are still there keeps its title, and its completions stand', async () => {
    await site.complete(learner, course);
    await look();
    await site.deleteCourse(course, { leaveOrphans: true });

    await look();

    expect(await onlyRecord()).toMatchObject({ status: 'complete', course: { fullname: 'Fire Safety' } });
  });

  it('a workspace is no course: nobody completes it here', async () => {
    const workspace = await site.addCourse({ containertype: 'container_workspace' });
    await site.complete(learner, workspace);

    await look();

    expect(await records()).toEqual([]);
  });

  it('a look at a site where nothing happened changes nothing', async () => {
    await site.complete(learner, course);
    await look();
    const before = await records();

    await look();

    expect(await records()).toEqual(before);
    expect(await queued()).toHaveLength(1);
  });

  it('a restart works through the overlap once more and changes nothing', async () => {
    await site.complete(learner, course);
    await look();
    const before = await records();
    await process.stop();
    process = rig.process();

    await look();

    expect(await records()).toEqual(before);
    expect(await queued()).toHaveLength(1);
  });
});

describe('a change log whose rows become visible late', () => {
  beforeEach(async () => {
    await startRig();
    await addLearnerAndCourse();
    await look();
  });
  afterEach(() => rig.drop());

  /** Writes `work` in a transaction that stays open; the answer commits it. */
  async function writeAndHold(work: (inside: TotaraSite) => Promise<unknown>): Promise<() => Promise<void>> {
    let commit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let hasWritten = false;
    const transaction = site.inTransaction(async (inside) => {
      await work(inside);
      hasWritten = true;
      await mayCommit;
    });
    await waitUntil(() => Promise.resolve(hasWritten), Boolean);
    return async () => {
      commit();
      await transaction;
    };
  }

  it('is read again: a change with a smaller id that commits after a larger one was read is not lost', async () => {
    const other = await site.addUser();
    await site.enrolMany([learner, other], course);
    await look();
    const commit = await writeAndHold((inside) => inside.complete(learner, course));
    await site.complete(other, course);
    await look();
    expect((await queued()).map(({ userId }) => userId)).toEqual([other]);

    await commit();
    await look();

    expect((await queued()).map(({ userId }) => userId)).toEqual([other, learner]);
  });

  it('is read again also after the time of the overlap has passed for the larger one', async () => {
    const other = await site.addUser();
    await site.enrolMany([learner, other], course);
    await look();
    const commit = await writeAndHold((inside) => inside.complete(learner, course));
    await site.complete(other, course);
    await look();
    process.clock.passMs(9 * 60_000);
    await look();

    await commit();
    process.clock.passMs(10_000);
    await look();

    expect((await queued()).map(({ userId }) => userId)).toEqual([other, learner]);
  });

  it('is read again only for its last seconds at each look, and whole every ten', async () => {
    const people: number[] = [];
    for (let n = 0; n < 4; n += 1) people.push(await site.addUser());
    await site.enrolMany([learner, ...people], course);
    const [first, second, third, fourth] = people;
    await look();
    const commit = await writeAndHold((inside) => inside.complete(learner, course));
    await site.complete(first!, course);
    await look();
    process.clock.passMs(15_000);
    await site.complete(second!, course);
    await look();
    await commit();
    process.clock.passMs(5_000);
    await site.complete(third!, course);
    await look();
    const soon = await queued();
    process.clock.passMs(5_000);
    await site.complete(fourth!, course);

    await look();

    expect(soon.map(({ userId }) => userId)).toEqual([first, second, third]);
    expect((await queued()).map(({ userId }) => userId).sort()).toEqual([learner, ...people].sort());
  });

  it('is read again by another process that takes over', async () => {
    const other = await site.addUser();
    await site.enrolMany([learner, other], course);
    await look();
    const commit = await writeAndHold((inside) => inside.complete(learner, course));
    await site.complete(other, course);
    await look();
    await process.stop();

    await commit();
    await rig.process().service.capture();

    expect((await queued()).map(({ userId }) => userId)).toEqual([other, learner]);
  });

  it('moves on once the overlap has passed, so that it is not read from its beginning for ever', async () => {
    await site.complete(learner, course);
    await look();
    process.clock.passMs(10 * 60_000);

    await look();

    const [position] = await rig.dataSource.query<{ log_id: string }[]>(
      'SELECT log_id FROM capture_positions',
    );
    const [log] = await rig.scratch.rows<{ max: string }>('SELECT max(id) FROM ttr_course_completion_log');
    expect(position!.log_id).toBe(log!.max);
  });
});

describe('rows that no change log tells of', () => {
  beforeEach(async () => {
    await startRig();
    await addLearnerAndCourse();
    await look();
  });
  afterEach(() => rig.drop());

  it('are found by their new id: a present row that was inserted by SQL', async () => {
    await rig.scratch.rows(
      `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timestarted, timecompleted, status)
       VALUES ($1, $2, 0, 0, $3, 50)`,
      [learner, course, now() - 700 * DAY],
    );

    await look();

    expect(await onlyRecord()).toMatchObject({ userId: learner, courseId: course, status: 'complete' });
    expect(await queued()).toHaveLength(1);
  });

  it('are found by their new id: archived rows, more than one batch of them', async () => {
    await rig.scratch.rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade)
       SELECT $1, $2, 1500000000 + n * 86400, 0 FROM generate_series(1, 2500) n`,
      [learner, course],
    );

    await look();

    const archived = (await records()).filter((record) => record.archived && record.status === 'complete');
    expect(archived).toHaveLength(2500);
  });

  it('do not stop the reader when their time is none that a date can hold', async () => {
    await rig.scratch.rows(
      `INSERT INTO ttr_course_completions (userid, course, timecompleted, status) VALUES ($1, $2, 9223372036854775807, 50)`,
      [learner, course],
    );
    const other = await site.addUser();
    await site.complete(other, course);

    await look();

    expect((await records()).map(({ userId, status }) => ({ userId, status }))).toEqual([
      { userId: learner, status: 'complete' },
      { userId: other, status: 'complete' },
    ]);
  });
});

describe('a change of a whole course', () => {
  beforeEach(async () => {
    await startRig();
    await addLearnerAndCourse();
    await look();
  });
  afterEach(() => rig.drop());

  /** Completions of that many learners, without a word in the change log. */
  async function complete(learners: number): Promise<void> {
    await rig.scratch.rows(
      `INSERT INTO ttr_course_completions (userid, course, timecompleted, status)
       SELECT 1000 + n, $1, 1769954591, 50 FROM generate_series(1, $2::int) n`,
      [course, learners],
    );
  }

  it('reaches every learner of a course that is larger than one batch', async () => {
    await complete(2300);
    await look();
    await site.unlockCriteria(course, true);

    await look();

    const statuses = (await records()).map(({ status }) => status);
    expect(statuses).toHaveLength(2300);
    expect(new Set(statuses)).toEqual(new Set(['revoked']));
  });

  it('is compared from its beginning again when the comparison had to stop on the way', async () => {
    await complete(2300);
    await look();
    await site.unlockCriteria(course, true);
    const step = await process.step(() => Promise.resolve(false));
    const position = await process.positions.read(step.siteId);
    await process.follower.follow(step, position!, process.clock.now());
    expect((await records()).filter(({ status }) => status === 'revoked')).toHaveLength(1000);

    await look();

    expect((await records()).filter(({ status }) => status === 'revoked')).toHaveLength(2300);
  });

  it('queues nobody who completed before, also when it happens while the first load runs', async () => {
    await site.complete(learner, course);
    await rig.dataSource.query('DELETE FROM capture_positions');
    const step = await process.step();
    const begun = await process.positions.begin(step.siteId, await step.reader.marks());
    const loaded = await process.firstLoad.resume(step, begun);
    await site.unlockCriteria(course, false);

    await process.follower.follow(step, loaded, process.clock.now());

    expect(await onlyRecord()).toMatchObject({ status: 'complete' });
    expect(await queued()).toEqual([]);
  });
});

describe('a site without a change log', () => {
  let moodle: CaptureRig;
  let follow: CaptureProcess;

  beforeEach(async () => {
    moodle = await createCaptureRig({ flavour: 'moodle4' });
    learner = await moodle.scratch.site.addUser();
    course = await moodle.scratch.site.addCourse();
    await moodle.scratch.site.enrol(learner, course);
    follow = moodle.process();
    await follow.service.capture();
  });

  afterEach(() => moodle.drop());

  it('is compared row by row: a completion of a row that was read before is found and queued', async () => {
    await moodle.scratch.site.complete(learner, course);

    await follow.service.capture();

    expect(await queuedDeliveries(moodle.dataSource)).toEqual([
      { userId: learner, courseId: course, revision: 2, status: 'complete' },
    ]);
  });

  it('is compared up to its last row: the newest completion was deleted', async () => {
    await moodle.scratch.rows('DELETE FROM mdl_course_completions WHERE course = $1', [course]);

    await follow.service.capture();

    const found = await ledgerRecords(moodle.dataSource);
    expect(found.filter(({ courseId }) => courseId === course)).toMatchObject([
      { userId: learner, status: 'revoked' },
    ]);
  });

  it('is compared in turns when it is large, so that each row has its turn', async () => {
    await moodle.scratch.rows(
      `INSERT INTO mdl_course_completions (userid, course, timeenrolled) SELECT n, $1, 1767600000 FROM generate_series(1000, 7200) n`,
      [course],
    );
    await follow.service.capture();
    await moodle.scratch.rows(
      `UPDATE mdl_course_completions SET timecompleted = 1769954591 WHERE userid IN (1000, 7200)`,
    );

    await follow.service.capture();
    await follow.service.capture();

    const completed = (await queuedDeliveries(moodle.dataSource)).map(({ userId }) => userId);
    expect(completed.sort()).toEqual([1000, 7200]);
  });
});
