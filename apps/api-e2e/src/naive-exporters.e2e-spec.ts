import type { CompletionPageView, CompletionView } from '@oracle-integration/contracts';
import { createScratchSite, signWebhook, type TotaraSite, waitUntil } from '@oracle-integration/testing';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';
import { System } from './system/system';

const SECRET = 'the-present-webhook-secret';
const PREVIOUS_SECRET = 'the-webhook-secret-before';
const LONG_AGO = 1_262_304_000;

let system: System;
let service: Service;
let site: TotaraSite;
let learner: number;
let course: number;

beforeAll(async () => {
  system = await System.create(3);
  service = await system.startService({
    PUSH_HISTORY: 'none',
    TOTARA_WEBHOOK_SECRET: SECRET,
    TOTARA_WEBHOOK_PREVIOUS_SECRET: PREVIOUS_SECRET,
  });
  site = system.site.site;
  await service.loaded();
});

beforeEach(async () => {
  learner = await site.addUser({ firstname: 'María', lastname: 'López', idnumber: 'E100234' });
  course = await site.addCourse({ fullname: 'Fire Safety', gradeMax: 40, completedBy: 'activity' });
});

afterAll(() => system?.stop());

async function records(from: Service = service): Promise<CompletionView[]> {
  const answer = await from.pull(`?since=0&userid=${learner}&limit=1000`);
  return ((await answer.json()) as CompletionPageView).items;
}

/** What Pull shows of the learner as soon as it is so. */
function shown(isSo: (records: CompletionView[]) => boolean, from?: Service): Promise<CompletionView[]> {
  return waitUntil(() => records(from), isSo);
}

const isComplete = ({ status }: CompletionView) => status === 'complete' || status === 'completeviarpl';

/** The revisions that Oracle has of the learner, oldest first, as soon as there are so many. */
async function delivered(count: number): Promise<number[]> {
  const mine = async () => (await system.oracle.items()).filter(({ userId }) => userId === learner).reverse();
  return (await waitUntil(mine, (items) => items.length >= count)).map(({ revision }) => revision);
}

function sql(text: string, values: unknown[] = []): Promise<unknown[]> {
  return system.site.rows(text, values);
}

/** A webhook as the site sends it, byte for byte. */
function send(body: string, signature = signWebhook(body, SECRET)): Promise<Response> {
  return fetch(`${service.url}/api/v1/totara/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-totara-signature': signature },
    body,
  });
}

function envelope(event: string, body: object): string {
  const now = Math.floor(Date.now() / 1000);
  return JSON.stringify({ attempt: 1, body, event, time_created: now, time_sent: now, webhook_id: 4 });
}

/** A completion that only a webhook can tell of: its row is changed by plain SQL, without a word in the change log. */
async function completeUnseen(): Promise<void> {
  await site.enrol(learner, course);
  await shown(([record]) => record?.status === 'notyetstarted');
  await sql(
    'UPDATE ttr_course_completions SET timecompleted = 1769954591, status = 50 WHERE userid = $1 AND course = $2',
    [learner, course],
  );
}

describe('what naive exporters get wrong, and this one does not', () => {
  it('1: a cursor on the time completed or on row ids loses what is dated back', async () => {
    await site.enrol(learner, course);
    await shown((found) => found.length === 1);

    await site.complete(learner, course, { timecompleted: LONG_AGO });

    expect(await shown((found) => found.some(isComplete))).toMatchObject([
      { timecompleted: '2010-01-01T00:00:00Z' },
    ]);
    expect(await delivered(1)).toHaveLength(1);
  });

  it('2: ignoring the history loses what was archived', async () => {
    await site.complete(learner, course);
    await site.importCompletion({ userId: learner, courseId: course, timecompleted: LONG_AGO, grade: 30 });

    const found = await shown((all) => all.filter(isComplete).length === 2);

    expect(found.map(({ archived }) => archived).sort()).toEqual([false, true]);
  });

  it('3: a row id is no key: a row that is archived keeps its record, and is not sent again', async () => {
    await site.complete(learner, course);
    const [before] = await shown((found) => found.some(isComplete));
    await delivered(1);

    await site.archive(learner, course);

    const [after] = await shown(([record]) => record?.archived === true);
    expect(after!.id).toBe(before!.id);
    expect(await delivered(1)).toEqual([1]);
  });

  it('4: the learner of an event is relateduserid; userid is whoever caused it', async () => {
    await completeUnseen();

    await send(
      envelope('core\\event\\course_completed', {
        eventname: '\\core\\event\\course_completed',
        userid: 2,
        relateduserid: learner,
        courseid: course,
        other: { relateduserid: learner },
      }),
    );

    expect(await shown((found) => found.some(isComplete))).toHaveLength(1);
  });

  it('5: webhooks alone miss the import, the editor and the recertification window', async () => {
    await site.importCompletion({ userId: learner, courseId: course, timecompleted: LONG_AGO, grade: 30 });
    await shown((found) => found.some(({ status }) => status === 'completeviarpl'));
    await site.editCompletion(learner, course, { timecompleted: LONG_AGO + 86_400 });
    await shown(([record]) => record?.timecompleted === '2010-01-02T00:00:00Z');

    await site.openRecertificationWindow(course, [learner]);

    expect(await shown(([record]) => record?.archived === true)).toHaveLength(1);
  });

  it('6: a webhook that cannot be used is not answered with 4xx, which Totara would drop for ever', async () => {
    const answers = await Promise.all(
      [
        'no JSON at all',
        envelope('core\\event\\unheard_of', {}),
        envelope('core\\event\\course_completed', {}),
      ].map((body) => send(body)),
    );

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  it('7: the signature is bare hex over the bytes as they came, not over JSON written anew', async () => {
    await completeUnseen();
    const body = envelope('core\\event\\course_completed', {
      userid: String(learner),
      course: String(course),
    })
      .replace('{"attempt":1', '{ "attempt" : 1 ,\n "note":"Mar\\u00eda \\/ caf\\u00e9"')
      .replaceAll(',"', ' , "');

    const refused = await send(body, signWebhook(JSON.stringify(JSON.parse(body)), SECRET));
    const accepted = await send(body);

    expect([refused.status, accepted.status]).toEqual([401, 202]);
    expect(await shown((found) => found.some(isComplete))).toHaveLength(1);
  });

  it.each([
    ['without a leading backslash, as Totara writes it', 'core\\event\\course_completed'],
    ['with one, as Moodle writes it', '\\core\\event\\course_completed'],
  ])('8: the name of an event comes %s', async (_, event) => {
    await completeUnseen();

    await send(envelope(event, { userid: learner, course }));

    expect(await shown((found) => found.some(isComplete))).toHaveLength(1);
  });

  it.each([
    ['text', String],
    ['numbers', Number],
  ])('9: ids come as %s', async (_, write) => {
    await completeUnseen();

    await send(
      envelope('core\\event\\course_completed', {
        id: write(7),
        userid: write(learner),
        course: write(course),
      }),
    );

    expect(await shown((found) => found.some(isComplete))).toHaveLength(1);
  });

  it('10: status 75, prior learning and imports, is a completion like status 50', async () => {
    await site.completeViaRpl(learner, course, { rpl: 'Licence of 2019', rplgrade: 90 });

    const [record] = await shown((found) => found.some(isComplete));

    expect(record).toMatchObject({
      status: 'completeviarpl',
      rpl: 'Licence of 2019',
      grade: { percent: 90 },
    });
    expect(await delivered(1)).toEqual([1]);
  });

  it('11: a status of 0, or none at all, is read from the times', async () => {
    await sql(
      'INSERT INTO ttr_course_completions (userid, course, timestarted, timecompleted, status) VALUES ($1, $2, 1, $3, 0)',
      [learner, course, LONG_AGO],
    );

    expect(await shown((found) => found.some(isComplete))).toMatchObject([
      { status: 'complete', progress: 100 },
    ]);
  });

  it('12: the column is called course in one table and courseid in the other', async () => {
    await sql(
      'INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade) VALUES ($1, $2, $3, 30)',
      [learner, course, LONG_AGO],
    );
    await sql(
      'INSERT INTO ttr_course_completions (userid, course, timeenrolled) VALUES ($1, $2, 1769954591)',
      [learner, course],
    );

    const found = await shown((all) => all.length === 2);

    expect(found.map(({ courseId }) => courseId)).toEqual([course, course]);
  });

  it('13: an inner join drops the completions of deleted people and courses', async () => {
    await site.enrol(learner, course);
    await shown((found) => found.length === 1);
    await site.deleteUser(learner);
    await sql('DELETE FROM ttr_course WHERE id = $1', [course]);

    await site.editCompletion(learner, course, { timecompleted: LONG_AGO });

    const [record] = await shown((found) => found.some(isComplete));
    expect(record).toMatchObject({
      user: { lastname: 'López', idnumber: 'E100234', deleted: true },
      course: { fullname: 'Fire Safety' },
    });
  });

  it('14: what is deleted and made again with the same time is not sent again; a second completion is', async () => {
    await site.complete(learner, course, { timecompleted: LONG_AGO });
    await delivered(1);
    await sql('DELETE FROM ttr_course_completions WHERE userid = $1', [learner]);
    await sql(
      'INSERT INTO ttr_course_completions (userid, course, timecompleted, status) VALUES ($1, $2, $3, 50)',
      [learner, course, LONG_AGO],
    );
    await site.archive(learner, course);
    await shown(([record]) => record?.archived === true);

    await site.complete(learner, course, { timecompleted: LONG_AGO + 86_400 });

    const found = await shown((all) => all.filter(isComplete).length === 2);
    await delivered(2);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    expect((await system.oracle.items()).filter(({ userId }) => userId === learner)).toHaveLength(2);
  });

  it('15: a completion that is taken back is revoked, and flagged where Oracle has it', async () => {
    await site.completeViaRpl(learner, course, { rpl: 'Licence' });
    await delivered(1);
    const before = await flagged();

    await site.removeRpl(learner, course);

    const found = await shown((all) => all.some(({ status }) => status === 'revoked'));
    expect(found.map(({ status }) => status).sort()).toEqual(['notyetstarted', 'revoked']);
    expect(await waitUntil(flagged, (count) => count > before)).toBe(before + 1);
  });

  it('16: progress is computed from the conditions of the course, as Totara computes it', async () => {
    const three = await site.addCourse({ fullname: 'First Aid', completedBy: 'activity' });
    const second = await site.addActivity(three);
    await site.addActivity(three);
    await site.enrol(learner, three);

    await site.completeActivity(learner, three, second);

    expect(await shown((found) => found.some(({ progress }) => progress === 33))).toMatchObject([
      { courseId: three, progress: 33 },
    ]);
  });

  it('17: the table prefix and the schema are not always the same', async () => {
    const other = await createScratchSite(LONG_AGO, { prefix: 'app_', schema: 'learning' });
    const user = await other.site.addUser();
    await other.site.complete(user, await other.site.addCourse());
    const own = await System.create(1);
    const reading = await own.startService({
      TOTARA_DATABASE_URL: other.url,
      TOTARA_TABLE_PREFIX: 'app_',
      TOTARA_SCHEMA: 'learning',
    });

    const pulled = await waitUntil(
      async () => ((await (await reading.pull('?since=0')).json()) as CompletionPageView).items,
      (items) => items.length > 0,
    );

    expect(pulled).toMatchObject([{ userId: user, status: 'complete' }]);
    await own.stop();
    await other.drop();
  });

  it('18: an error page with HTTP 200 is no success', async () => {
    await system.oracle.setFaults({ html: true });
    await site.complete(learner, course);
    await waitUntil(
      () => service.overview(),
      ({ holds }) => holds.length > 0,
    );

    await system.oracle.setFaults({});

    expect(await delivered(1)).toEqual([1]);
  });

  it('19: a burst in one transaction arrives whole, each completion once', async () => {
    const learners = await Promise.all(Array.from({ length: 300 }, () => site.addUser()));
    await site.enrolMany(learners, course);

    await site.burst(course, learners);

    const arrived = await waitUntil(
      async () => (await system.oracle.items()).filter(({ courseId }) => courseId === course),
      (items) => items.length >= 300,
    );
    expect(new Set(arrived.map(({ userId }) => userId)).size).toBe(300);
    expect(arrived).toHaveLength(300);
  });

  it('20: the grade of the history is points or percent, nobody knows: it is not called percent', async () => {
    await sql(
      'INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade) VALUES ($1, $2, $3, 30)',
      [learner, course, LONG_AGO],
    );

    expect(await shown((found) => found.some(isComplete))).toMatchObject([
      { grade: { value: 30, max: null, percent: null } },
    ]);
  });

  it('21: workspaces live in the course table and are no courses', async () => {
    const workspace = await site.addCourse({ containertype: 'container_workspace' });
    await site.enrol(learner, workspace);
    await site.enrol(learner, course);

    const found = await shown((all) => all.length > 0);

    expect(found.map(({ courseId }) => courseId)).toEqual([course]);
  });

  it('22: while the webhook secret is being changed, the one before is taken too', async () => {
    await completeUnseen();
    const body = envelope('core\\event\\course_completed', { userid: learner, course });

    const answer = await send(body, signWebhook(body, PREVIOUS_SECRET));

    expect(answer.status).toBe(202);
    expect(await shown((found) => found.some(isComplete))).toHaveLength(1);
  });
});

async function flagged(): Promise<number> {
  const manager = await Manager.signIn(service.url, MANAGER);
  const answer = await manager.call('GET', '/api/admin/overview');
  const { flags } = (await answer.json()) as { flags: { count: number }[] };
  return flags.reduce((sum, { count }) => sum + count, 0);
}
