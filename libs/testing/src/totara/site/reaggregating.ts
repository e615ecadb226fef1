import { tableName } from '../schema/bulk-rows';
import { criteriaTypeOf } from './criteria-type';
import { findCriteria, type CourseCriterion } from './criteria';
import type { Met } from './criteria-met';
import { lockCompletions, newCompletion, noted, saveCompletions } from './current-completion';
import { meetCriterion } from './meeting';
import { CRON_USER_ID, type SiteSession } from './site-session';

/**
 * One run of the scheduled task over a course: conditions that came true by themselves are recorded (a date that
 * has passed, a time since enrolment, a grade, another course, an activity completed long ago), and learners who
 * have met enough are completed. After an unlock this brings completions back, usually with the very time they had.
 *
 * The stand-in has no enrolment tables: whoever has a row, or has completed an activity of the course, is enrolled.
 *
 * @returns the learners completed
 */
export async function reaggregateCourse(session: SiteSession, courseId: number): Promise<number[]> {
  const completed: number[] = [];
  for (const criterion of await findCriteria(session, courseId)) {
    const met = await whoMeets(session, { ...criterion, courseId });
    await createMissingRows(session, courseId, met);
    completed.push(...(await meetCriterion(session, { ...criterion, courseId }, met, CRON_USER_ID)));
  }
  return completed.sort((a, b) => a - b);
}

/** Who meets a condition that needs nobody to tick it off, and since when. */
async function whoMeets(
  session: SiteSession,
  criterion: CourseCriterion & { courseId: number },
): Promise<Met[]> {
  const query = queryFor(session, criterion);
  if (!query) return [];
  const { rows } = await session.db.query<{ userid: string; time: string }>(...query);
  return rows.map(({ userid, time }) => ({ userId: Number(userid), time: Number(time) }));
}

function queryFor(
  session: SiteSession,
  criterion: CourseCriterion & { courseId: number },
): [string, unknown[]] | undefined {
  const { courseId } = criterion;
  const table = (name: Parameters<typeof tableName>[1]) => tableName(session, name);
  const enrolled = `${table('course_completions')} cc`;
  switch (criterion.criteriatype) {
    case criteriaTypeOf.activity:
      return [
        `SELECT userid, ${activityTime(session)} AS time FROM ${table('course_modules_completion')}
          WHERE coursemoduleid = $1 AND completionstate IN (1, 2, 3) ORDER BY userid`,
        [criterion.moduleinstance],
      ];
    case criteriaTypeOf.date:
      return [
        `SELECT cc.userid, $2::bigint AS time FROM ${enrolled} WHERE cc.course = $1 AND $2 <= $3::bigint ORDER BY 1`,
        [courseId, criterion.timeend, session.now()],
      ];
    case criteriaTypeOf.duration:
      return [
        `SELECT cc.userid, cc.timeenrolled + $2 AS time FROM ${enrolled}
          WHERE cc.course = $1 AND cc.timeenrolled + $2 <= $3::bigint ORDER BY 1`,
        [courseId, criterion.enrolperiod, session.now()],
      ];
    case criteriaTypeOf.grade:
      return [
        `SELECT cc.userid, gg.timemodified AS time FROM ${enrolled}
           JOIN ${table('grade_items')} gi ON gi.courseid = cc.course AND gi.itemtype = 'course'
           JOIN ${table('grade_grades')} gg ON gg.itemid = gi.id AND gg.userid = cc.userid
          WHERE cc.course = $1 AND gg.finalgrade >= $2 ORDER BY 1`,
        [courseId, criterion.gradepass],
      ];
    case criteriaTypeOf.course:
      return [
        `SELECT cc.userid, other.timecompleted AS time FROM ${enrolled}
           JOIN ${table('course_completions')} other ON other.userid = cc.userid AND other.course = $2
          WHERE cc.course = $1 AND other.timecompleted IS NOT NULL ORDER BY 1`,
        [courseId, criterion.courseinstance],
      ];
    default:
      return undefined;
  }
}

function activityTime({ location }: SiteSession): string {
  return location.flavour === 'moodle4' ? 'timemodified' : 'coalesce(timecompleted, timemodified)';
}

async function createMissingRows(session: SiteSession, courseId: number, met: readonly Met[]): Promise<void> {
  const userIds = met.map(({ userId }) => userId);
  const existing = await lockCompletions(session, courseId, userIds);
  const missing = met
    .filter(({ userId }) => !existing.has(userId))
    .map(({ userId, time }) => newCompletion(courseId, userId, time));
  const sentence = 'Created current completion in completion_start_user_bulk';
  await saveCompletions(session, missing, noted(CRON_USER_ID, sentence));
}
