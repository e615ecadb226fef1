import { createScratchSite, type ScratchSite } from '@oracle-integration/testing';
import fc from 'fast-check';
import { addCourses } from './testing/criteria-courses';
import { describeOnBoth } from './testing/describe-on-both';
import { type CourseState, type CriterionState, totaraProgress } from './testing/totara-progress';
import type { TotaraReader } from './totara-reader';

const NOW = 1_790_000_000;
const ALL = 1;
const ANY = 2;
const [SELF, DATE, ACTIVITY, GRADE, ROLE, COURSE] = [1, 2, 4, 6, 7, 8] as const;

const met = (type: number): CriterionState => ({ type, record: 'met', module: null });
const unmet = (type: number): CriterionState => ({ type, record: 'unmet', module: null });
const none = (type: number): CriterionState => ({ type, record: 'none', module: null });
const activity = (module: number | null, record: CriterionState['record'] = 'unmet'): CriterionState => ({
  type: ACTIVITY,
  record,
  module,
});

async function progressOf(reader: TotaraReader, pairs: { userId: number; courseId: number }[]) {
  const pictures = await reader.observe(pairs);
  const byCourse = new Map(pictures.map(({ courseId, current }) => [courseId, current!.progress]));
  return pairs.map(({ courseId }) => byCourse.get(courseId)!);
}

/** Worked out by hand. */
const EXAMPLES: [title: string, state: CourseState, percent: number | null][] = [
  ['nothing to measure by', { criteria: [], groups: {} }, null],
  ['one criterion without a record', { criteria: [none(SELF)], groups: {} }, 0],
  ['one criterion with a record, not met', { criteria: [unmet(SELF)], groups: {} }, 0],
  ['one criterion met', { criteria: [met(SELF)], groups: {} }, 100],
  ['two of three', { criteria: [met(SELF), met(DATE), none(GRADE)], overall: ALL, groups: {} }, 66],
  ['one of three, any', { criteria: [met(SELF), none(DATE), none(GRADE)], overall: ANY, groups: {} }, 100],
  ['none of three, any', { criteria: [none(SELF), none(DATE), none(GRADE)], overall: ANY, groups: {} }, 0],
  ['an activity at 29, by double arithmetic', { criteria: [activity(29)], groups: {} }, 28],
  ['an activity at 57, by double arithmetic', { criteria: [activity(57)], groups: {} }, 56],
  ['an activity at 58', { criteria: [activity(58)], groups: {} }, 57],
  ['an activity at 50', { criteria: [activity(50)], groups: {} }, 50],
  ['what has hardly begun is at 1', { criteria: [activity(1), ...Array(9).fill(none(SELF))], groups: {} }, 1],
  ['an activity whose record is missing counts nothing', { criteria: [activity(80, 'none')], groups: {} }, 0],
  ['an activity without a measure, met', { criteria: [activity(null, 'met')], groups: {} }, 100],
  ['an activity without a measure, not met', { criteria: [activity(null)], groups: {} }, 0],
  ['an activity that has a measure, though it is met', { criteria: [activity(40, 'met')], groups: {} }, 40],
  [
    'two activities of three, all, with one of one self',
    { criteria: [activity(100), activity(100), activity(0), met(SELF)], groups: { [ACTIVITY]: ALL } },
    75,
  ],
  [
    'any of three activities is one node that counts once',
    { criteria: [activity(60), activity(20), activity(0), met(SELF)], groups: { [ACTIVITY]: ANY } },
    80,
  ],
  [
    'any of the nodes: the better of all activities and all roles',
    {
      criteria: [activity(50), activity(0), met(ROLE), none(ROLE), met(ROLE)],
      overall: ANY,
      groups: { [ACTIVITY]: ALL, [ROLE]: ALL },
    },
    66,
  ],
  [
    'roles and courses are groups of their own',
    {
      criteria: [met(ROLE), none(ROLE), met(COURSE), none(COURSE), none(SELF)],
      groups: { [ROLE]: ANY, [COURSE]: ANY },
    },
    66,
  ],
  [
    'a method for a type that forms no group means nothing',
    { criteria: [met(SELF), none(SELF), none(DATE)], groups: { [SELF]: ANY } },
    33,
  ],
];

/** A type, and how far the learner has got in it. */
const criterionStates: fc.Arbitrary<CriterionState> = fc.record({
  type: fc.constantFrom(1, 2, 4, 4, 4, 5, 6, 7, 8),
  record: fc.constantFrom('none', 'unmet', 'met'),
  module: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 100 })),
});
const methods = fc.constantFrom(1 as const, 2 as const);
const courseStates: fc.Arbitrary<CourseState> = fc.record({
  criteria: fc.array(criterionStates, { maxLength: 9 }),
  overall: fc.option(methods, { nil: undefined }),
  groups: fc.dictionary(fc.constantFrom('1', '4', '7', '8'), methods),
});

describeOnBoth('the progress of a learner in Totara', (open) => {
  let scratch: ScratchSite;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW);
  });

  afterEach(() => scratch.drop());

  it('is what can be worked out by hand', async () => {
    const pairs = await addCourses(
      scratch,
      EXAMPLES.map(([, state]) => state),
    );
    const { reader } = await open(scratch);

    const percents = await progressOf(reader, pairs);

    expect(EXAMPLES.map(([title], place) => [title, percents[place]])).toEqual(
      EXAMPLES.map(([title, , percent]) => [title, percent]),
    );
  });

  it('is what the tree of criteria comes to, whatever criteria there are', async () => {
    const isAsTree = async (states: CourseState[]) => {
      const pairs = await addCourses(scratch, states);
      const { reader } = await open(scratch);

      const percents = await progressOf(reader, pairs);

      expect(states.map((state, place) => ({ state, percent: percents[place] }))).toEqual(
        states.map((state) => ({ state, percent: totaraProgress(state) })),
      );
    };

    const many = fc.array(courseStates, { minLength: 150, maxLength: 150 });
    await fc.assert(fc.asyncProperty(many, isAsTree), { numRuns: 3, endOnFailure: true });
  });

  it('counts in the sum of a range as it does in pictures', async () => {
    const pairs = await addCourses(
      scratch,
      EXAMPLES.map(([, state]) => state),
    );
    const { reader } = await open(scratch);
    const pictures = await reader.observe(pairs);

    const digest = await reader.digest('current', 0, 1000);

    const sum = pictures.reduce((total, { current }) => total + BigInt(current!.fingerprint!), 0n);
    expect(digest).toMatchObject({ rows: EXAMPLES.length, sum: sum.toString() });
  });

  it('is 100 for who has completed, whatever the criteria say', async () => {
    const [pair] = await addCourses(scratch, [{ criteria: [none(SELF)], groups: {} }]);
    await scratch.rows('UPDATE ttr_course_completions SET timecompleted = $1', [NOW]);
    const { reader } = await open(scratch);

    expect(await progressOf(reader, [pair!])).toEqual([100]);
  });

  it('counts each criterion once, though a method is stored twice', async () => {
    const [pair] = await addCourses(scratch, [
      { criteria: [met(SELF), none(DATE), none(GRADE)], overall: ALL, groups: {} },
    ]);
    await scratch.rows(
      `INSERT INTO ttr_course_completion_aggr_methd (course, criteriatype, method)
       SELECT course, NULL, 1 FROM ttr_course_completion_aggr_methd`,
    );
    const { reader } = await open(scratch);

    expect(await progressOf(reader, [pair!])).toEqual([33]);
  });

  it('is known by the criteria alone where the site has no measure of activities', async () => {
    const pairs = await addCourses(scratch, [
      { criteria: [activity(40, 'met'), activity(80)], groups: {} },
      { criteria: [activity(40)], groups: {} },
    ]);
    await scratch.rows('ALTER TABLE ttr_course_modules_completion DROP COLUMN progress');
    const withoutColumn = await progressOf((await open(scratch)).reader, pairs);
    await scratch.rows('DROP TABLE ttr_course_modules_completion');
    const withoutTable = await progressOf((await open(scratch)).reader, pairs);

    expect(withoutColumn).toEqual([50, 0]);
    expect(withoutTable).toEqual([50, 0]);
  });

  it.each([
    ['course_completion_criteria'],
    ['course_completion_aggr_methd'],
    ['course_completion_crit_compl'],
  ])('is not known where the site does not have %s', async (table) => {
    const pairs = await addCourses(scratch, [
      { criteria: [met(SELF)], groups: {} },
      { criteria: [met(SELF)], groups: {} },
    ]);
    await scratch.rows('UPDATE ttr_course_completions SET timecompleted = $1 WHERE course = $2', [
      NOW,
      pairs[1]!.courseId,
    ]);
    await scratch.rows(`DROP TABLE ttr_${table}`);
    const { reader } = await open(scratch);

    expect(await progressOf(reader, pairs)).toEqual([null, 100]);
  });
});

describeOnBoth('the progress of a learner in Moodle', (open) => {
  let scratch: ScratchSite;
  let learner: number;

  beforeEach(async () => {
    scratch = await createScratchSite(NOW, { flavour: 'moodle4' });
    learner = await scratch.site.addUser();
  });

  afterEach(() => scratch.drop());

  /** A course of such activities: how each is tracked, and the learner's state in it. */
  async function courseOf(
    modules: { completion?: number; deletioninprogress?: number; state?: number }[],
  ): Promise<{ userId: number; courseId: number }> {
    const courseId = await scratch.site.addCourse();
    await scratch.site.enrol(learner, courseId);
    for (const { completion = 1, deletioninprogress = 0, state } of modules) {
      const [row] = await scratch.rows<{ id: string }>(
        `INSERT INTO mdl_course_modules (course, completion, deletioninprogress) VALUES ($1, $2, $3) RETURNING id`,
        [courseId, completion, deletioninprogress],
      );
      if (state === undefined) continue;
      await scratch.rows(
        `INSERT INTO mdl_course_modules_completion (coursemoduleid, userid, completionstate, timemodified)
         VALUES ($1, $2, $3, 1)`,
        [row!.id, learner, state],
      );
    }
    return { userId: learner, courseId };
  }

  it('counts the activities that are done of those that are tracked', async () => {
    const examples = [
      { modules: [], percent: null },
      { modules: [{}, {}], percent: 0 },
      { modules: [{ state: 1 }, { state: 0 }, {}], percent: 33 },
      { modules: [{ state: 1 }, { state: 2 }, {}], percent: 66 },
      { modules: [{ state: 1 }, { state: 3 }], percent: 50 },
      { modules: [{ state: 1, completion: 2 }], percent: 100 },
      { modules: [{ state: 1 }, { completion: 0 }, { deletioninprogress: 1 }], percent: 100 },
      { modules: [{ completion: 0, state: 1 }], percent: null },
    ];
    const pairs = [];
    for (const { modules } of examples) pairs.push(await courseOf(modules));
    const { reader } = await open(scratch);

    const percents = await progressOf(reader, pairs);

    expect(examples.map(({ modules }, place) => ({ modules, percent: percents[place] }))).toEqual(examples);
  });

  it('is not known where the course does not track completion', async () => {
    const pair = await courseOf([{ state: 1 }]);
    await scratch.rows('UPDATE mdl_course SET enablecompletion = 0');
    const { reader } = await open(scratch);

    expect(await progressOf(reader, [pair])).toEqual([null]);
  });

  it.each([['course_modules'], ['course_modules_completion']])(
    'is not known where the account may not see %s',
    async (table) => {
      const pair = await courseOf([{ state: 1 }]);
      await scratch.rows(`DROP TABLE mdl_${table}`);
      const { reader } = await open(scratch);

      expect(await progressOf(reader, [pair])).toEqual([null]);
    },
  );

  it('is known on older versions, which delete activities at once', async () => {
    const pair = await courseOf([{ state: 1 }, {}]);
    await scratch.rows('ALTER TABLE mdl_course_modules DROP COLUMN deletioninprogress');
    const { reader } = await open(scratch);

    expect(await progressOf(reader, [pair])).toEqual([50]);
  });

  it('is 100 for who has completed the course', async () => {
    const pair = await courseOf([{}]);
    await scratch.rows('UPDATE mdl_course_completions SET timecompleted = 1');
    const { reader } = await open(scratch);

    expect(await progressOf(reader, [pair])).toEqual([100]);
  });
});
