import { insertRows, tableName, updateRows } from '../schema/bulk-rows';
import { describeIdOnly, describeModuleCompletion } from './log-description';
import { writeLog, type SiteSession } from './site-session';

/** Totara's numbers for the state of an activity. */
export const ActivityState = { Incomplete: 0, Complete: 1, Pass: 2, Fail: 3 } as const;
export type ActivityState = (typeof ActivityState)[keyof typeof ActivityState];

/** A row of `course_modules_completion`; times in epoch seconds. */
export interface ActivityCompletion {
  /** Null until it is saved. */
  id: number | null;
  coursemoduleid: number;
  userid: number;
  completionstate: number;
  /** 0 to 100; null for an activity that does not report it. */
  progress: number | null;
  viewed: number;
  timemodified: number;
  /** Null for most activities, also complete ones: for them the time of the last change counts. */
  timecompleted: number | null;
  reaggregate: number;
}

/** The learners' rows of one activity, locked until the transaction ends; new ones for learners without a row. */
export async function lockActivity(
  session: SiteSession,
  moduleId: number,
  userIds: readonly number[],
): Promise<ActivityCompletion[]> {
  const { rows } = await session.db.query<Record<string, string | number | null>>(
    `SELECT * FROM ${tableName(session, 'course_modules_completion')}
      WHERE coursemoduleid = $1 AND userid = ANY($2) ORDER BY userid FOR UPDATE`,
    [moduleId, userIds],
  );
  const existing = new Map(rows.map((row) => [Number(row['userid']), fromRow(row)]));
  return userIds.map((userid) => existing.get(userid) ?? newCompletion(moduleId, userid));
}

/**
 * Writes the rows and one log entry for each, as every change of an activity's state does.
 *
 * @param changeUserId `learner` when each learner's own work is the cause
 */
export async function saveActivity(
  session: SiteSession,
  courseId: number,
  completions: readonly ActivityCompletion[],
  changeUserId: number | 'learner',
): Promise<void> {
  const created = completions.filter(({ id }) => id === null);
  const updated = completions.filter(({ id }) => id !== null);
  await updateRows(
    session,
    'course_modules_completion',
    updated.map((row) => ({ ...row })),
  );
  const ids = await insertRows(
    session,
    'course_modules_completion',
    created.map((row) => ({ ...row, id: undefined })),
  );
  const saved = [
    ...updated.map((row) => ({ ...row, id: row.id ?? 0, verb: 'Updated' })),
    ...created.map((row, index) => ({ ...row, id: ids[index] ?? 0, verb: 'Created' })),
  ];
  await writeLog(
    session,
    saved.map((row) => ({
      courseId,
      userId: row.userid,
      changeUserId: changeUserId === 'learner' ? row.userid : changeUserId,
      description: describeModuleCompletion(`${row.verb} module completion in internal_set_data`, row),
    })),
  );
}

/** Deletes the learners' rows of all activities of a course, each with its log entry, as archiving does. */
export async function deleteActivities(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  changeUserId: number,
): Promise<void> {
  const { rows } = await session.db.query<{ id: string; userid: string }>(
    `DELETE FROM ${tableName(session, 'course_modules_completion')}
      WHERE userid = ANY($2)
        AND coursemoduleid IN (SELECT id FROM ${tableName(session, 'course_modules')} WHERE course = $1)
     RETURNING id, userid`,
    [courseId, userIds],
  );
  await writeLog(
    session,
    rows.map(({ id, userid }) => ({
      courseId,
      userId: Number(userid),
      changeUserId,
      description: describeIdOnly('Deleted module completion in archive_course_activities', 'CMCID', id),
    })),
  );
}

function newCompletion(moduleId: number, userId: number): ActivityCompletion {
  return {
    id: null,
    coursemoduleid: moduleId,
    userid: userId,
    completionstate: ActivityState.Incomplete,
    progress: null,
    viewed: 0,
    timemodified: 0,
    timecompleted: null,
    reaggregate: 0,
  };
}

function fromRow(row: Record<string, string | number | null>): ActivityCompletion {
  return {
    id: Number(row['id']),
    coursemoduleid: Number(row['coursemoduleid']),
    userid: Number(row['userid']),
    completionstate: Number(row['completionstate']),
    progress: toNumber(row['progress']),
    viewed: Number(row['viewed'] ?? 0),
    timemodified: Number(row['timemodified']),
    timecompleted: toNumber(row['timecompleted']),
    reaggregate: Number(row['reaggregate'] ?? 0),
  };
}

/** `pg` answers bigint as text; the older flavours lack some of the columns. */
function toNumber(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
