import { tableName } from '../schema/bulk-rows';
import { writeLog, type SiteSession } from './site-session';

const sentences = {
  deleted:
    'Deleted current completion and all crit compl records except where the current completion was RPL in ' +
    'delete_course_completion_data',
  kept: 'Criteria unlocked, completion records kept',
};

/**
 * An administrator unlocks the completion conditions of a course. With `deleteData` everyone's current row and met
 * conditions are deleted, except where an RPL says otherwise; activity completions and history stay. One log entry
 * stands for the whole course, without a learner.
 */
export async function unlockCourseCriteria(
  session: SiteSession,
  courseId: number,
  deleteData: boolean,
): Promise<void> {
  if (deleteData) await deleteRecords(session, courseId);
  const description = deleteData ? sentences.deleted : sentences.kept;
  await writeLog(session, [{ courseId, userId: null, changeUserId: session.adminId, description }]);
}

async function deleteRecords(session: SiteSession, courseId: number): Promise<void> {
  const completions = tableName(session, 'course_completions');
  const met = tableName(session, 'course_completion_crit_compl');
  // Moodle has no RPL: there every row goes.
  const hasRpl = session.location.flavour !== 'moodle4';
  await session.db.query(
    `DELETE FROM ${met} AS met WHERE course = $1 ${
      hasRpl
        ? `AND coalesce(rpl, '') = '' AND NOT EXISTS
             (SELECT FROM ${completions} cc WHERE cc.userid = met.userid AND cc.course = met.course AND cc.status = 75)`
        : ''
    }`,
    [courseId],
  );
  await session.db.query(`DELETE FROM ${completions} WHERE course = $1 ${hasRpl ? 'AND status <> 75' : ''}`, [
    courseId,
  ]);
}
