import type { ScratchSite } from './scratch-site';

/** A row of the completion log as `pg` answers it. */
export interface LogRow {
  id: string;
  courseid: string;
  userid: string | null;
  changeuserid: string;
  description: string;
  timemodified: string;
}

/** The log of a learner in a course, oldest first. */
export function logOf(scratch: ScratchSite, userId: number, courseId: number): Promise<LogRow[]> {
  return scratch.rows<LogRow>(
    'SELECT * FROM ttr_course_completion_log WHERE userid = $1 AND courseid = $2 ORDER BY id',
    [userId, courseId],
  );
}

/** What each entry says before its list of facts. */
export function firstSentences(rows: readonly LogRow[]): string[] {
  return rows.map(({ description }) => description.split(/<br\/?>/)[0] ?? '');
}

/** How many log entries there are, of anybody. */
export async function countLog({ rows }: Pick<ScratchSite, 'rows'>): Promise<number> {
  const [row] = await rows<{ count: number }>('SELECT count(*)::int AS count FROM ttr_course_completion_log');
  return row?.count ?? 0;
}
