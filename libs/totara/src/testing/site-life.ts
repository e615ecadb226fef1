import type { TotaraSite } from '@oracle-integration/testing';
import fc from 'fast-check';
import type { ScratchSite } from '@oracle-integration/testing';

/** The people and courses of a life: few, so that things happen to the same ones again and again. */
export interface Cast {
  readonly learners: readonly number[];
  readonly courses: readonly number[];
}

/** One thing that happens on a site. */
export interface Happening {
  readonly what: keyof typeof HAPPENINGS;
  readonly learner: number;
  readonly course: number;
  /** Which of a few times, grades or names. */
  readonly choice: number;
}

interface Scene {
  readonly site: TotaraSite;
  readonly scratch: ScratchSite;
  readonly learner: number;
  readonly course: number;
  readonly choice: number;
  /** One of a few moments, some years back, so that the same time comes up twice. */
  readonly time: number;
}

const HAPPENINGS = {
  enrol: ({ site, learner, course }: Scene) => site.enrol(learner, course),
  start: ({ site, learner, course }: Scene) => site.start(learner, course),
  complete: ({ site, learner, course, time, choice }: Scene) =>
    site.complete(learner, course, { timecompleted: time, grade: 10 * choice }),
  recogniseLearning: ({ site, learner, course }: Scene) =>
    site.completeViaRpl(learner, course, { rpl: 'Licence' }),
  removeRecognition: ({ site, learner, course }: Scene) => site.removeRpl(learner, course),
  import: ({ site, learner: userId, course: courseId, time: timecompleted, choice }: Scene) => {
    const override = (['never', 'if_newer', 'always'] as const)[choice % 3];
    return site.importCompletion({ userId, courseId, timecompleted, grade: 70, override });
  },
  editTime: ({ site, learner, course, time }: Scene) =>
    site.editCompletion(learner, course, { timecompleted: time }),
  clearTime: ({ site, learner, course }: Scene) =>
    site.editCompletion(learner, course, { timecompleted: null }),
  archive: ({ site, learner, course }: Scene) => site.archive(learner, course),
  openWindow: ({ site, learner, course }: Scene) => site.openRecertificationWindow(course, [learner]),
  unlock: async ({ site, course, choice }: Scene) => {
    await site.unlockCriteria(course, choice % 2 === 0);
    await site.reaggregate(course);
  },
  correctGrade: ({ site, learner, course, choice }: Scene) => site.correctGrade(learner, course, 10 * choice),
  rename: ({ site, learner, choice }: Scene) => site.updateUser(learner, { lastname: `Name ${choice}` }),
  suspend: ({ site, learner, choice }: Scene) => site.suspendUser(learner, choice % 2 === 0),
  purge: ({ site, learner }: Scene) => site.purgeUser(learner),
  insertUnlogged: ({ scratch, learner, course, time }: Scene) =>
    scratch.rows(
      `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timecompleted, status)
       VALUES ($1, $2, 1600000000, $3, 50) ON CONFLICT DO NOTHING`,
      [learner, course, time],
    ),
  updateUnlogged: ({ scratch, learner, course, time }: Scene) =>
    scratch.rows(
      'UPDATE ttr_course_completions SET timecompleted = $3, status = 50, rpl = NULL WHERE userid = $1 AND course = $2',
      [learner, course, time],
    ),
  deleteUnlogged: ({ scratch, learner, course }: Scene) =>
    scratch.rows('DELETE FROM ttr_course_completions WHERE userid = $1 AND course = $2', [learner, course]),
  historyUnlogged: ({ scratch, learner, course, time }: Scene) =>
    scratch.rows(
      `INSERT INTO ttr_course_completion_history (userid, courseid, timecompleted, grade) VALUES ($1, $2, $3, 60)`,
      [learner, course, time],
    ),
  forgetHistory: ({ scratch, learner, course }: Scene) =>
    scratch.rows(
      `DELETE FROM ttr_course_completion_history WHERE id =
         (SELECT min(id) FROM ttr_course_completion_history WHERE userid = $1 AND courseid = $2)`,
      [learner, course],
    ),
  moveHistory: ({ scratch, learner, course, time }: Scene) =>
    scratch.rows(
      `UPDATE ttr_course_completion_history SET timecompleted = $3 WHERE id =
         (SELECT min(id) FROM ttr_course_completion_history WHERE userid = $1 AND courseid = $2)`,
      [learner, course, time],
    ),
  pruneLog: ({ scratch }: Scene) => scratch.rows('DELETE FROM ttr_course_completion_log'),
} as const;

const FIRST_TIME = 1_700_000_000;
const TIMES = 5;

/** Any thing that can happen, to any of the cast. */
export function anyHappening({
  learners,
  courses,
}: {
  learners: number;
  courses: number;
}): fc.Arbitrary<Happening> {
  return fc.record({
    what: fc.constantFrom(...(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[])),
    learner: fc.nat(learners - 1),
    course: fc.nat(courses - 1),
    choice: fc.nat(9),
  });
}

/** Lets it happen. */
export async function happen(scratch: ScratchSite, cast: Cast, happening: Happening): Promise<void> {
  const { what, choice } = happening;
  await HAPPENINGS[what]({
    site: scratch.site,
    scratch,
    learner: cast.learners[happening.learner]!,
    course: cast.courses[happening.course]!,
    choice,
    time: FIRST_TIME + 86_400 * (choice % TIMES),
  });
}
