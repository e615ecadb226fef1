import type { CompletionObservation, SourceTable, WholePicture } from '@oracle-integration/completions';
import { createScratchSite, generateCompany, type ScratchSite } from '@oracle-integration/testing';
import { ALL_ROWS, allPairs } from './testing/all-pairs';
import { describeOnBoth, type OpenSite } from './testing/describe-on-both';
import type { TotaraReader } from './totara-reader';

const NOW = 1_790_000_000;

/** The rows of one table as pictures show them, in the order of their ids. */
function rowsOf(table: SourceTable, pictures: readonly WholePicture[]): CompletionObservation[] {
  return pictures
    .flatMap(({ current, history }) => (table === 'history' ? history : current === null ? [] : [current]))
    .sort((one, other) => one.sourceRowId - other.sourceRowId);
}

function sumOf(rows: readonly { fingerprint: string | null }[]): string {
  return rows.reduce((sum, { fingerprint }) => sum + BigInt(fingerprint!), 0n).toString();
}

describeOnBoth('the fingerprints of a company', (open) => {
  let scratch: ScratchSite;
  let reader: TotaraReader;

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    const connection = await scratch.pool.connect();
    await generateCompany(connection, { people: 150, now: NOW });
    connection.release();
    await scratch.rows('ANALYZE');
    ({ reader } = await open(scratch));
  });

  afterAll(() => scratch.drop());

  it.each([
    ['current', 1000],
    ['history', 100],
  ] as const)(
    'come to the same sum in the site as in the pictures read from it: %s',
    async (table, least) => {
      const rows = rowsOf(table, await reader.observe(await allPairs(reader)));

      const digest = await reader.digest(table, 0, ALL_ROWS);

      expect(digest).toEqual({ rows: rows.length, sum: sumOf(rows), lastId: rows.at(-1)!.sourceRowId });
      expect(rows.length).toBeGreaterThan(least);
    },
  );

  it.each([['current'], ['history']] as const)(
    'are the same in a list of rows as in their pictures: %s',
    async (table) => {
      const rows = rowsOf(table, await reader.observe(await allPairs(reader)));

      const listed = await reader.fingerprints(table, 0, ALL_ROWS, ALL_ROWS);

      expect(listed.map(({ id, fingerprint }) => [id, fingerprint])).toEqual(
        rows.map(({ sourceRowId, fingerprint }) => [sourceRowId, fingerprint]),
      );
    },
  );

  it('differ from row to row, and none needs more than 60 bits', async () => {
    const listed = await reader.fingerprints('current', 0, ALL_ROWS, ALL_ROWS);

    const values = listed.map(({ fingerprint }) => BigInt(fingerprint));

    expect(new Set(values).size).toBe(values.length);
    expect(values.every((value) => value >= 0n && value < 2n ** 60n)).toBe(true);
  });

  it('add up page by page to the sum of the whole', async () => {
    const whole = await reader.digest('current', 0, ALL_ROWS);

    const pages = [await reader.digest('current', 0, 400)];
    while (pages.at(-1)!.lastId !== null) {
      pages.push(await reader.digest('current', pages.at(-1)!.lastId!, 400));
    }

    expect(pages.at(-1)).toEqual({ rows: 0, sum: '0', lastId: null });
    expect(pages.reduce((sum, page) => sum + BigInt(page.sum), 0n).toString()).toBe(whole.sum);
    expect(pages.reduce((rows, page) => rows + page.rows, 0)).toBe(whole.rows);
  });

  it('stop at an id or after a number of rows, whichever comes first', async () => {
    const untilId = await reader.digest('current', 100, ALL_ROWS, 250);
    const listedUntilId = await reader.fingerprints('current', 100, 250, ALL_ROWS);
    const limited = await reader.fingerprints('current', 100, 250, 40);

    expect(untilId).toEqual({ rows: 150, sum: sumOf(listedUntilId), lastId: 250 });
    expect(limited).toEqual(listedUntilId.slice(0, 40));
  });
});

/** What may change of a half finished course (`#course`, in `#category`) that its `#learner` completed before. */
const CHANGES: [what: string, change: string, rows: 'both' | 'present' | 'archived' | 'neither'][] = [
  ['a name', `UPDATE ttr_user SET firstname = 'Eda' WHERE id = #learner`, 'both'],
  [
    'where a name is cut in two',
    `UPDATE ttr_user SET firstname = 'AdaB', lastname = 'yron' WHERE id = #learner`,
    'both',
  ],
  ['a user name', `UPDATE ttr_user SET username = 'eda#learner' WHERE id = #learner`, 'both'],
  ['a personnel number', `UPDATE ttr_user SET idnumber = '' WHERE id = #learner`, 'both'],
  ['an e-mail address', `UPDATE ttr_user SET email = 'eda@example.com' WHERE id = #learner`, 'both'],
  ['being suspended', `UPDATE ttr_user SET suspended = 1 WHERE id = #learner`, 'both'],
  ['being deleted', `UPDATE ttr_user SET deleted = 1 WHERE id = #learner`, 'both'],
  ['that the person is there', `DELETE FROM ttr_user WHERE id = #learner`, 'both'],
  ['the title of the course', `UPDATE ttr_course SET fullname = 'Fire Safety 🔥' WHERE id = #course`, 'both'],
  ['the short name of the course', `UPDATE ttr_course SET shortname = 'FIRE' WHERE id = #course`, 'both'],
  ['the number of the course', `UPDATE ttr_course SET idnumber = 'C2' WHERE id = #course`, 'both'],
  [
    'the kind of the course',
    `UPDATE ttr_course SET containertype = 'container_workspace' WHERE id = #course`,
    'both',
  ],
  ['the format of the course', `UPDATE ttr_course SET format = 'site' WHERE id = #course`, 'both'],
  ['the category of the course', `UPDATE ttr_course SET category = 0 WHERE id = #course`, 'both'],
  [
    'the name of the category',
    `UPDATE ttr_course_categories SET name = 'Safety' WHERE id = #category`,
    'both',
  ],
  ['that the course is there', `DELETE FROM ttr_course WHERE id = #course`, 'both'],
  ['the most points', `UPDATE ttr_grade_items SET grademax = 40 WHERE courseid = #course`, 'both'],
  ['the fewest points', `UPDATE ttr_grade_items SET grademin = 10 WHERE courseid = #course`, 'both'],
  [
    'the time of enrolment',
    `UPDATE ttr_course_completions SET timeenrolled = timeenrolled + 1 WHERE course = #course`,
    'present',
  ],
  [
    'the time of the start',
    `UPDATE ttr_course_completions SET timestarted = timestarted + 1 WHERE course = #course`,
    'present',
  ],
  [
    'the time of completion, by plain SQL',
    `UPDATE ttr_course_completions SET timecompleted = 1790000000 WHERE course = #course`,
    'present',
  ],
  ['the status', `UPDATE ttr_course_completions SET status = 75 WHERE course = #course`, 'present'],
  [
    'the reason for prior learning',
    `UPDATE ttr_course_completions SET rpl = 'Licence' WHERE course = #course`,
    'present',
  ],
  [
    'no reason to an empty one',
    `UPDATE ttr_course_completions SET rpl = '' WHERE course = #course`,
    'present',
  ],
  [
    'the grade of prior learning',
    `UPDATE ttr_course_completions SET rplgrade = 0 WHERE course = #course`,
    'present',
  ],
  ['the id', `UPDATE ttr_course_completions SET id = id + 100000 WHERE course = #course`, 'present'],
  ['the grade', `UPDATE ttr_grade_grades SET finalgrade = 12.5 WHERE userid = #learner`, 'present'],
  ['the grade to none', `UPDATE ttr_grade_grades SET finalgrade = NULL WHERE userid = #learner`, 'present'],
  [
    'the progress',
    `UPDATE ttr_course_completion_crit_compl SET timecompleted = NULL WHERE course = #course`,
    'present',
  ],
  [
    'what progress is measured by',
    `DELETE FROM ttr_course_completion_criteria WHERE course = #course AND criteriatype = 2`,
    'present',
  ],
  [
    'the time of an archived completion',
    `UPDATE ttr_course_completion_history SET timecompleted = timecompleted + 1 WHERE courseid = #course`,
    'archived',
  ],
  [
    'the time of an archived completion to none',
    `UPDATE ttr_course_completion_history SET timecompleted = NULL WHERE courseid = #course`,
    'archived',
  ],
  [
    'an archived grade',
    `UPDATE ttr_course_completion_history SET grade = 69.99999 WHERE courseid = #course`,
    'archived',
  ],
  [
    'an archived id',
    `UPDATE ttr_course_completion_history SET id = id + 100000 WHERE courseid = #course`,
    'archived',
  ],
  ['what is not shown of a person', `UPDATE ttr_user SET city = 'Ghent' WHERE id = #learner`, 'neither'],
  [
    'what is not shown of a row',
    `UPDATE ttr_course_completions SET reaggregate = 99 WHERE course = #course`,
    'neither',
  ],
  [
    'somebody else',
    `UPDATE ttr_user SET firstname = 'Eda' WHERE id <> #learner AND username = 'somebody'`,
    'neither',
  ],
];

describeOnBoth('the fingerprint of a row', (open) => {
  let scratch: ScratchSite;
  let site: OpenSite;
  const ids: { learner: number; course: number; category: number }[] = [];

  beforeAll(async () => {
    scratch = await createScratchSite(NOW);
    while (ids.length < CHANGES.length) ids.push(await halfFinished());
    await scratch.site.addUser({ username: 'somebody' });
    await scratch.rows(
      `INSERT INTO ttr_course_completion_criteria (course, criteriatype)
       SELECT id, criteriatype FROM ttr_course, (VALUES (1), (2)) AS added(criteriatype)`,
    );
    await scratch.rows(
      `INSERT INTO ttr_course_completion_crit_compl (userid, course, criteriaid, timecompleted)
       SELECT cc.userid, cc.course, k.id, 1 FROM ttr_course_completions cc
         JOIN ttr_course_completion_criteria k ON k.course = cc.course AND k.criteriatype = 1`,
    );
    await scratch.rows('ANALYZE');
    site = await open(scratch);
  });

  afterAll(() => scratch.drop());

  /** A learner who completed a course, and has met one of its three criteria for the second time. */
  async function halfFinished(): Promise<(typeof ids)[number]> {
    return scratch.site.inTransaction(async (totara) => {
      const learner = await totara.addUser({ firstname: 'Ada', lastname: 'Byron', idnumber: 'E7' });
      const category = await totara.addCategory('Compliance');
      const course = await totara.addCourse({ fullname: 'Fire Safety', category, completedBy: 'activity' });
      await totara.complete(learner, course, { timecompleted: NOW - 1000, grade: 70 });
      await totara.archive(learner, course);
      await totara.enrol(learner, course);
      await totara.correctGrade(learner, course, 12);
      return { learner, category, course };
    });
  }

  async function fingerprints(place: number): Promise<(string | null)[]> {
    const { learner, course } = ids[place]!;
    const [picture] = await site.reader.observe([{ userId: learner, courseId: course }]);
    return [picture!.current, picture!.history[0]!].map((row) => row!.fingerprint);
  }

  it.each(CHANGES.map(([what, change, rows], place) => [what, rows, change, place] as const))(
    'after a change of %s is another one for: %s',
    async (_, rows, change, place) => {
      const { learner, course, category } = ids[place]!;
      const before = await fingerprints(place);
      await site.run(
        change
          .replaceAll('#learner', String(learner))
          .replaceAll('#course', String(course))
          .replaceAll('#category', String(category)),
      );

      const after = await fingerprints(place);

      const [isPresentAnother, isArchivedAnother] = after.map((value, index) => value !== before[index]);
      expect({ isPresentAnother, isArchivedAnother }).toEqual({
        isPresentAnother: rows === 'both' || rows === 'present',
        isArchivedAnother: rows === 'both' || rows === 'archived',
      });
    },
  );
});

describeOnBoth('the rows of a course with two totals in a damaged gradebook', (open) => {
  const SECOND_TOTAL = `INSERT INTO ttr_grade_items (courseid, itemtype, grademin, grademax, id) VALUES (#course, 'course', 0, 7, 9999)`;
  let scratch: ScratchSite;
  let learner: number;
  let course: number;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW);
    learner = await scratch.site.addUser();
    course = await scratch.site.addCourse({ gradeMax: 40 });
    await scratch.site.complete(learner, course, { grade: 30 });
  });

  afterEach(() => scratch.drop());

  it('are there once, with the older total', async () => {
    await scratch.rows(SECOND_TOTAL.replace('#course', String(course)));
    const { reader } = await open(scratch);

    const pictures = await reader.observe([{ userId: learner, courseId: course }]);
    const digest = await reader.digest('current', 0, 10);

    expect(pictures.map(({ current }) => current!.grade)).toEqual([{ value: 30, max: 40, percent: 75 }]);
    expect(digest).toMatchObject({ rows: 1, sum: pictures[0]!.current!.fingerprint });
  });

  it('are there once, though the second total comes while they are read', async () => {
    const { reader, run } = await open(scratch);
    const before = await reader.observe([{ userId: learner, courseId: course }]);
    await run(SECOND_TOTAL.replace('#course', String(course)));

    const after = await reader.observe([{ userId: learner, courseId: course }]);

    expect(after).toEqual(before);
  });
});
