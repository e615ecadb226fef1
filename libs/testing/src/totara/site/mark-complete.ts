import { tableName } from '../schema/bulk-rows';
import { saveCompletions, type CurrentCompletion, type SaveNote } from './current-completion';
import { raiseCourseCompleted } from './raised-events';
import type { SiteSession } from './site-session';

/** Where a learner works when completing a course. */
interface Workplace {
  organisationid: number;
  positionid: number;
}

/**
 * Stores completed rows with the organisation and position of each learner's first job, 0 for who has none. This is
 * the one place that fires `course_completed`: what writes completions past it goes unheard.
 */
export async function markComplete(
  session: SiteSession,
  completions: readonly CurrentCompletion[],
  note: SaveNote,
): Promise<void> {
  const workplaces = await firstWorkplaces(
    session,
    completions.map(({ userid }) => userid),
  );
  const completed = completions.map((completion) => ({
    ...completion,
    ...(completion.positionid === null &&
      (workplaces.get(completion.userid) ?? { organisationid: 0, positionid: 0 })),
    reaggregate: 0,
  }));
  const saved = await saveCompletions(session, completed, note);
  raiseCourseCompleted(session, saved, note.changeUserId);
}

async function firstWorkplaces(
  session: SiteSession,
  userIds: readonly number[],
): Promise<Map<number, Workplace>> {
  if (session.location.flavour === 'moodle4' || userIds.length === 0) return new Map();
  const { rows } = await session.db.query<{ userid: string; organisationid: string; positionid: string }>(
    `SELECT userid, coalesce(organisationid, 0) AS organisationid, coalesce(positionid, 0) AS positionid
       FROM ${tableName(session, 'job_assignment')} WHERE userid = ANY($1) AND sortorder = 1`,
    [userIds],
  );
  return new Map(
    rows.map((row) => [
      Number(row.userid),
      { organisationid: Number(row.organisationid), positionid: Number(row.positionid) },
    ]),
  );
}
