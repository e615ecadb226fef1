import { createScratchSite, type ScratchSite } from '@oracle-integration/testing';
import { holdTable } from '../../testing/held-table';
import { aCompletionRow, anEvent, moodleMessage, secondsNow, totaraMessage } from '../testing/a-message';
import { openWebhooks, type WebhookStand } from '../testing/webhook-stand';

const COMPLETED = 'core\\event\\course_completed';
const IMPORTED = 'totara_completionimport\\event\\bulk_course_completionimport';

let scratch: ScratchSite;
let stand: WebhookStand;
let user: number;
let course: number;
let category: number;

beforeEach(async () => {
  scratch = await createScratchSite(secondsNow());
  stand = await openWebhooks(scratch);
  user = await scratch.site.addUser({ firstname: 'María', lastname: 'López' });
  category = await scratch.site.addCategory('Compliance');
  course = await scratch.site.addCourse({ fullname: 'Fire Safety', category });
});
afterEach(async () => {
  await stand.close();
  await scratch.drop();
});

/** A message about somebody on the site; what it says of the completion itself is made up. */
function told(event: string, userId: number, courseId: number, values: object = {}) {
  return totaraMessage(
    event,
    aCompletionRow({ userid: String(userId), course: String(courseId), ...values }),
  );
}

/** The site's own row of the completion, as a webhook shows it. */
async function siteRow(userId: number, courseId: number): Promise<object> {
  const [row] = await scratch.rows<Record<string, unknown>>(
    'SELECT * FROM ttr_course_completions WHERE userid = $1 AND course = $2',
    [userId, courseId],
  );
  return row!;
}

const states = async () => (await stand.kept()).map(({ state }) => state);

describe('a message about a learner in a course', () => {
  it('records what the site shows, with names and grade, and delivers it', async () => {
    await scratch.site.complete(user, course, { grade: 8 });
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));

    await stand.followUps.followUp();

    expect(await stand.records()).toMatchObject([
      {
        userId: user,
        courseId: course,
        status: 'complete',
        grade: { value: 8 },
        user: { firstname: 'María', lastname: 'López' },
        course: { fullname: 'Fire Safety' },
      },
    ]);
    expect(await stand.queued()).toEqual([`${user} ${course}`]);
    expect(await states()).toEqual(['done']);
    const noticed = await stand.dataSource.query<unknown[]>('SELECT noticed_by FROM completion_records');
    expect(noticed).toEqual([{ noticed_by: 'webhook' }]);
  });

  it('records what the site shows, not what the message says', async () => {
    await scratch.site.complete(user, course, { timecompleted: 1_700_000_000 });
    await stand.send(told('report_completion\\event\\rpl_deleted', user, course, { timecompleted: null }));

    await stand.followUps.followUp();

    expect(await stand.records()).toMatchObject([
      { status: 'complete', timecompleted: '2023-11-14T22:13:20Z' },
    ]);
  });

  it.each([
    ['revoked', 'report_completion\\event\\rpl_deleted', () => scratch.site.removeRpl(user, course)],
    [
      'archived',
      'totara_core\\event\\user_course_progress_archived',
      () => scratch.site.archive(user, course),
    ],
  ])('brings it that a completion was %s', async (became, event, change) => {
    await scratch.site.completeViaRpl(user, course, { rpl: 'Known from elsewhere' });
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));
    await stand.followUps.followUp();
    await change();

    await stand.send(totaraMessage(event, anEvent({ relateduserid: user, courseid: course })));
    await stand.followUps.followUp();

    const [record] = await stand.records();
    expect(record).toMatchObject(became === 'archived' ? { archived: true } : { status: 'revoked' });
  });

  it('changes and delivers nothing when it says what is known', async () => {
    await scratch.site.complete(user, course);
    const row = await siteRow(user, course);
    await stand.send(totaraMessage(COMPLETED, row));
    await stand.followUps.followUp();
    const before = await stand.records();

    await stand.send(totaraMessage(COMPLETED, row, { time_created: secondsNow() + 60 }));
    await stand.followUps.followUp();

    expect(await stand.records()).toEqual(before);
    expect(await stand.queued()).toHaveLength(1);
    expect(await states()).toEqual(['done', 'done']);
  });

  it('is looked for again when it is ahead of the site, and recorded as soon as the site shows it', async () => {
    await scratch.site.enrol(user, course);
    await stand.send(moodleMessage(`\\${COMPLETED}`, { relateduserid: user, courseid: course }));
    await stand.followUps.followUp();
    const early = await stand.kept();
    await scratch.site.complete(user, course);

    await stand.passWaits();
    await stand.followUps.followUp();

    expect(early).toMatchObject([
      { state: 'waiting', attempts: 1, reason: expect.stringContaining('yet') as string },
    ]);
    expect(await states()).toEqual(['done']);
    expect(await stand.records()).toMatchObject([{ status: 'complete' }]);
  });

  it('is done with a word about it when the site never shows what it tells', async () => {
    await scratch.site.complete(user, course, { timecompleted: 1_700_000_000 });
    await stand.send(told(COMPLETED, user, course, { timecompleted: '1731000000' }));

    for (let look = 0; look < 5; look += 1) {
      await stand.followUps.followUp();
      await stand.passWaits();
    }

    expect(await stand.kept()).toMatchObject([
      { state: 'done', reason: 'The site does not show this completion; what it shows is recorded.' },
    ]);
    expect(await stand.records()).toMatchObject([{ timecompleted: '2023-11-14T22:13:20Z' }]);
  });

  it('is followed up with two thousand others in a few statements', async () => {
    const users = await Promise.all(Array.from({ length: 40 }, () => scratch.site.addUser()));
    const courses = await Promise.all(Array.from({ length: 50 }, () => scratch.site.addCourse({ category })));
    for (const id of courses) await scratch.site.completeMany(users, id);
    const messageOf = (userId: number, courseId: number) =>
      totaraMessage(COMPLETED, anEvent({ relateduserid: userId, courseid: courseId }));
    for (const courseId of courses)
      await Promise.all(users.map((userId) => stand.send(messageOf(userId, courseId))));

    await stand.followUps.followUp();

    expect((await stand.status.status()).counts).toMatchObject({ done: 2000, waiting: 0 });
    expect(await stand.queued()).toHaveLength(2000);
  });
});

describe('a message in the open shape', () => {
  it('says only where to look', async () => {
    await scratch.site.complete(user, course, { timecompleted: 1_700_000_000 });
    const completions = [
      { userId: user, courseId: course, timecompleted: 1_500_000_000 },
      { userId: 'nobody', courseId: course },
    ];

    await stand.send({ event: 'course_completed', time_sent: secondsNow(), completions });
    await stand.followUps.followUp();

    expect(await stand.records()).toMatchObject([
      { userId: user, timecompleted: '2023-11-14T22:13:20Z', user: { lastname: 'López' } },
    ]);
    expect(await stand.kept()).toMatchObject([
      { state: 'done', reason: expect.stringContaining('1 of 2 completions cannot be read') as string },
    ]);
  });
});

describe('a message about an import', () => {
  it('looks at everybody it names, portion by portion, also after a process was killed', async () => {
    const users = await Promise.all(Array.from({ length: 60 }, () => scratch.site.addUser()));
    for (const userId of users) {
      await scratch.site.importCompletion({
        userId,
        courseId: course,
        timecompleted: 1_600_000_000,
        grade: 80,
      });
    }
    // 7,260 learners and courses, of which 60 are on the site: two portions.
    const strangers = Array.from({ length: 120 }, (_, index) => 900_000 + index);
    const list = Object.fromEntries(users.map((id) => [id, [...strangers, course]]));
    await stand.send(
      totaraMessage(IMPORTED, anEvent({ other: JSON.stringify({ user_course_completions: list }) })),
    );
    const { claims } = await stand.anotherProcess();
    await claims.claimDue('totara', 'import', 1);
    await stand.dataSource.query(
      `UPDATE webhook_messages SET lease_expires_at = now() - interval '1 second'`,
    );

    await stand.followUps.reclaimExpired();
    await stand.followUps.followUp();
    const first = await stand.dataSource.query<unknown[]>(
      'SELECT state, walk_position FROM webhook_messages',
    );
    await stand.passWaits();
    await stand.followUps.followUp();

    expect(first).toEqual([{ state: 'waiting', walk_position: '5000' }]);
    expect(await states()).toEqual(['done']);
    expect(await stand.records()).toHaveLength(60);
    expect((await stand.records())[0]).toMatchObject({ status: 'completeviarpl' });
  });
});

describe('a message about a person or a course', () => {
  it('brings new names to all of their records', async () => {
    const others = await Promise.all([1, 2, 3].map(() => scratch.site.addCourse({ category })));
    for (const id of [course, ...others]) {
      await scratch.site.complete(user, id);
      await stand.send(totaraMessage(COMPLETED, anEvent({ relateduserid: user, courseid: id })));
    }
    await stand.followUps.followUp();
    await scratch.site.updateUser(user, { lastname: 'García' });
    await scratch.rows('UPDATE ttr_course SET fullname = $2 WHERE id = $1', [course, 'Fire']);

    await stand.send(totaraMessage('core\\event\\user_updated', { id: user, username: 'x' }));
    await stand.send(
      totaraMessage('core\\event\\course_updated', { id: course, fullname: 'x', shortname: 'x' }),
    );
    await stand.followUps.followUp();

    const records = await stand.records();
    expect(records.map(({ user: { lastname } }) => lastname)).toEqual(Array(4).fill('García'));
    expect(records.find(({ courseId }) => courseId === course)?.course.fullname).toBe('Fire');
    expect(await stand.queued()).toHaveLength(4);
    expect(new Set(await states())).toEqual(new Set(['done']));
  });

  it('keeps the names of a person whom Totara has anonymised, and says that they are deleted', async () => {
    await scratch.site.complete(user, course);
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));
    await stand.followUps.followUp();
    await scratch.site.deleteUser(user);

    await stand.send(
      totaraMessage('core\\event\\user_deleted', { id: user, username: 'deleted_1', deleted: 1 }),
    );
    await stand.followUps.followUp();

    expect(await stand.records()).toMatchObject([
      { status: 'complete', user: { firstname: 'María', lastname: 'López', deleted: true } },
    ]);
  });

  it('finds the completion that was archived when the message names the course only', async () => {
    await scratch.site.complete(user, course);
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));
    await stand.followUps.followUp();
    await scratch.site.archive(user, course);

    const courseRow = { id: course, fullname: 'Fire Safety', shortname: 'FIRE-1' };
    await stand.send(totaraMessage('totara_core\\event\\user_course_progress_archived', courseRow));
    await stand.followUps.followUp();

    expect(await stand.records()).toMatchObject([{ archived: true }]);
  });

  it('goes through the records of a large course in portions, and goes on where it was', async () => {
    const users: number[] = [];
    await scratch.site.inTransaction(async (site) => {
      for (let count = 0; count < 3600; count += 1) users.push(await site.addUser());
      await site.completeMany(users, course);
    });
    for (let start = 0; start < users.length; start += 1000) {
      const completions = users.slice(start, start + 1000).map((userId) => ({ userId, courseId: course }));
      await stand.send({ event: 'course_completed', time_sent: secondsNow(), completions });
    }
    await stand.followUps.followUp();
    await scratch.rows('UPDATE ttr_course SET fullname = $2 WHERE id = $1', [course, 'Fire']);
    const named = async () =>
      (await stand.records()).filter((record) => record.course.fullname === 'Fire').length;
    await stand.send(
      totaraMessage('core\\event\\course_updated', { id: course, fullname: 'Fire', shortname: 'F' }),
    );

    await stand.followUps.followUp();
    const afterOnePortion = await named();
    await stand.passWaits();
    await stand.followUps.followUp();

    expect(afterOnePortion).toBe(3000);
    expect(await named()).toBe(3600);
    expect((await stand.status.status()).counts).toMatchObject({ done: 5, waiting: 0 });
  });
});

describe('a site that cannot be asked', () => {
  it('keeps messages waiting, burns no attempt, and loses nothing', async () => {
    await scratch.site.complete(user, course);
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));
    const process = await stand.anotherProcess({ TOTARA_TABLE_PREFIX: 'mdl_' });

    const came = await process.followUps.followUp();
    const waiting = await stand.kept();
    await stand.followUps.followUp();

    expect(came).toBe('source_trouble');
    expect(waiting).toMatchObject([
      { state: 'waiting', attempts: 0, reason: expect.stringContaining('mdl_course_completions') as string },
    ]);
    expect(await stand.records()).toHaveLength(1);
  });

  it('is asked again for what a lost connection interrupted', async () => {
    await scratch.site.complete(user, course);
    await stand.send(totaraMessage(COMPLETED, await siteRow(user, course)));
    const held = await holdTable(scratch.pool, 'ttr_user');
    const following = stand.followUps.followUp();
    await scratch.rows('SELECT pg_terminate_backend($1)', [await held.reader()]);
    const came = await following;
    await held.release();

    await stand.followUps.followUp();

    expect(came).toBe('source_trouble');
    expect(await stand.records()).toHaveLength(1);
    expect(await states()).toEqual(['done']);
  });

  it('follows up by itself what waited for a database, once one is configured', async () => {
    const without = await stand.anotherProcess({ TOTARA_DATABASE_URL: '' });
    await scratch.site.complete(user, course);
    await stand.send(moodleMessage(`\\${COMPLETED}`, { relateduserid: user, courseid: course }));
    await without.followUps.followUp();
    const before = await states();

    await stand.followUps.followUp();

    expect(before).toEqual(['parked']);
    expect(await states()).toEqual(['done']);
    expect(await stand.records()).toHaveLength(1);
  });

  it('is not asked while the integration is switched off', async () => {
    await stand.send(told(COMPLETED, user, course));
    const off = await stand.anotherProcess({ INTEGRATION_ENABLED: 'false' });

    await off.followUps.followUp();

    expect(await states()).toEqual(['waiting']);
  });
});
