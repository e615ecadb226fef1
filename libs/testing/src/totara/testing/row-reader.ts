import type { ScratchSite } from './scratch-site';

/** A row of `course_completions` as `pg` answers it, ids and times as numbers. */
export interface CurrentRow {
  id: number;
  status: number;
  timeenrolled: number;
  timestarted: number;
  timecompleted: number | null;
  rpl: string | null;
  rplgrade: string | null;
  reaggregate: number;
}

/** The current row of a learner in a course. */
export async function currentRow(
  { rows }: Pick<ScratchSite, 'rows'>,
  userId: number,
  courseId: number,
): Promise<CurrentRow | undefined> {
  const [row] = await rows<CurrentRow>(
    `SELECT id::int, status, timeenrolled::float, timestarted::float, timecompleted::float, rpl, rplgrade,
            reaggregate::float
       FROM ttr_course_completions WHERE userid = $1 AND course = $2`,
    [userId, courseId],
  );
  return row;
}

/** The archived rows of a learner in a course, oldest first. */
export function historyRows(
  { rows }: Pick<ScratchSite, 'rows'>,
  userId: number,
  courseId: number,
): Promise<{ id: number; timecompleted: number | null; grade: string | null }[]> {
  return rows(
    `SELECT id::int, timecompleted::float, grade FROM ttr_course_completion_history
      WHERE userid = $1 AND courseid = $2 ORDER BY id`,
    [userId, courseId],
  );
}

/** The activities of a learner in a course, in the order of their ids. */
export function activityRows(
  { rows }: Pick<ScratchSite, 'rows'>,
  userId: number,
  courseId: number,
): Promise<
  { completionstate: number; progress: number | null; viewed: number; timecompleted: number | null }[]
> {
  return rows(
    `SELECT cmc.completionstate, cmc.progress, cmc.viewed, cmc.timecompleted::float
       FROM ttr_course_modules_completion cmc JOIN ttr_course_modules cm ON cm.id = cmc.coursemoduleid
      WHERE cmc.userid = $1 AND cm.course = $2 ORDER BY cm.id`,
    [userId, courseId],
  );
}

/** The records of conditions of a learner in a course, in the order of the conditions. */
export function conditionRows(
  { rows }: Pick<ScratchSite, 'rows'>,
  userId: number,
  courseId: number,
): Promise<{ criteriaid: number; timecompleted: number | null; rpl: string | null }[]> {
  return rows(
    `SELECT criteriaid::int, timecompleted::float, rpl FROM ttr_course_completion_crit_compl
      WHERE userid = $1 AND course = $2 ORDER BY criteriaid`,
    [userId, courseId],
  );
}
