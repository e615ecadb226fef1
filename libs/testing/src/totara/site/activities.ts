import { insertRows, tableName } from '../schema/bulk-rows';
import { insertCriteria } from './criteria';
import type { SiteSession } from './site-session';

/** An activity of a course; what is left out gets a plain default. */
export interface NewActivity {
  /** Its kind; `facetoface` is the one that says itself when it was completed. */
  module?: string;
  /** Whether its completion is tracked, and who ticks it off. */
  tracking?: 'none' | 'manual' | 'automatic';
  /** Whether the course needs it. Moodle counts every tracked activity as progress, Totara only these. */
  isCriterion?: boolean;
  /** In the recycle bin, on its way out. */
  isBeingDeleted?: boolean;
}

/** Course module ids of the stand-in's activities: far from the course ids, so that mixing them up shows. */
const FIRST_MODULE_ID = 500_000;
const MODULE_STRIDE = 100_000;

/** An activity of a course, by the order in which they were added: the first, unless told otherwise. */
export function moduleOfCourse(courseId: number, ordinal = 0): number {
  return FIRST_MODULE_ID + ordinal * MODULE_STRIDE + courseId;
}

const tracking = { none: 0, manual: 1, automatic: 2 } as const;

/** Adds an activity to a course, and the condition that it be completed; answers its course module id. */
export async function insertActivity(
  session: SiteSession,
  courseId: number,
  activity: NewActivity = {},
): Promise<number> {
  const { module = 'quiz', isCriterion = true } = activity;
  const { rows } = await session.db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${tableName(session, 'course_modules')} WHERE course = $1`,
    [courseId],
  );
  const id = moduleOfCourse(courseId, rows[0]?.count ?? 0);
  await insertRows(session, 'course_modules', [
    {
      id,
      course: courseId,
      module: await moduleKind(session, module),
      instance: id,
      added: session.now(),
      completion: tracking[activity.tracking ?? 'automatic'],
      deletioninprogress: activity.isBeingDeleted ? 1 : 0,
    },
  ]);
  if (isCriterion) await insertCriteria(session, courseId, [{ kind: 'activity', moduleId: id, module }]);
  return id;
}

/** Whether an activity names its time of completion itself; for all others it is the time of their last change. */
export async function namesItsTime(session: SiteSession, moduleId: number): Promise<boolean> {
  const { rowCount } = await session.db.query(
    `SELECT 1 FROM ${tableName(session, 'course_modules')} cm
       JOIN ${tableName(session, 'modules')} m ON m.id = cm.module
      WHERE cm.id = $1 AND m.name = 'facetoface'`,
    [moduleId],
  );
  return rowCount === 1;
}

async function moduleKind(session: SiteSession, name: string): Promise<number> {
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT id FROM ${tableName(session, 'modules')} WHERE name = $1`,
    [name],
  );
  const [id = 0] = rows[0] ? [Number(rows[0].id)] : await insertRows(session, 'modules', [{ name }]);
  return id;
}
