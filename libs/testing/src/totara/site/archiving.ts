import { insertRows, tableName } from '../schema/bulk-rows';
import { deleteActivities } from './activity-completions';
import { deleteCriteriaMet } from './criteria-met';
import { lockCompletions, type CurrentCompletion } from './current-completion';
import { finalGrades, findCourseGradeItem, purgeGrades } from './grades';
import { describeHistory } from './log-description';
import { requireTotara, writeLog, type LogEntry, type SiteSession } from './site-session';

export interface ArchiveOptions {
  changeUserId: number;
  /** Only completions before this time, in epoch seconds: what was completed after a window opened stays. */
  completedBefore?: number;
}

/**
 * Moves completions into the history and gives the learners a clean sheet: the current row, met conditions,
 * activity completions and grades of the course are deleted. The trace is two log entries a learner, and one for
 * each activity. The next enrolment makes a new current row under a new id.
 *
 * @returns the learners whose completion was archived; the unfinished keep their row
 */
export async function archiveCompletions(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  { changeUserId, completedBefore = Number.POSITIVE_INFINITY }: ArchiveOptions,
): Promise<number[]> {
  requireTotara(session, 'completion history');
  const completions = [...(await lockCompletions(session, courseId, userIds)).values()].filter(
    ({ timecompleted }) => timecompleted !== null && timecompleted < completedBefore,
  );
  const learners = completions.map(({ userid }) => userid);
  await copyToHistory(session, courseId, completions, changeUserId);
  await deleteCurrentRows(session, courseId, learners);
  await deleteCriteriaMet(session, courseId, learners);
  await deleteActivities(session, courseId, learners, changeUserId);
  await purgeGrades(session, courseId, learners);
  return learners;
}

/** Deletes the learners' current rows without a trace of their own. */
export async function deleteCurrentRows(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<void> {
  await session.db.query(
    `DELETE FROM ${tableName(session, 'course_completions')} WHERE course = $1 AND userid = ANY($2)`,
    [courseId, userIds],
  );
}

/** The grade a course's history shows: RPL in percent, else the course total in points, 0 in an ungraded course. */
async function historyGrades(
  session: SiteSession,
  courseId: number,
  completions: readonly CurrentCompletion[],
): Promise<(number | null)[]> {
  const item = await findCourseGradeItem(session, courseId);
  const learners = completions.map(({ userid }) => userid);
  const grades = item ? await finalGrades(session, item.id, learners) : new Map<number, number>();
  return completions.map(({ userid, rpl, rplgrade }) => {
    if (rpl) return rplgrade;
    return item ? (grades.get(userid) ?? null) : 0;
  });
}

async function copyToHistory(
  session: SiteSession,
  courseId: number,
  completions: readonly CurrentCompletion[],
  changeUserId: number,
): Promise<void> {
  const grades = await historyGrades(session, courseId, completions);
  const rows = completions.map(({ userid, timecompleted }, index) => ({
    courseid: courseId,
    userid,
    timecompleted,
    grade: grades[index] ?? null,
  }));
  const ids = await insertRows(session, 'course_completion_history', rows);
  await writeLog(
    session,
    rows.flatMap((row, index): LogEntry[] => {
      const entry = { courseId, userId: row.userid, changeUserId };
      const history = { ...row, id: ids[index] ?? 0 };
      return [
        { ...entry, description: describeHistory('History created in archive_course_completion', history) },
        {
          ...entry,
          description:
            'Deleted current completion and all crit compl records in delete_course_completion_data',
        },
      ];
    }),
  );
}
