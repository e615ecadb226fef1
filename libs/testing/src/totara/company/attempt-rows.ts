import type { RowValues } from '../schema/bulk-rows';
import { statusOf } from '../site/completion-status';
import { describeCompletion, describeHistory } from '../site/log-description';
import { CRON_USER_ID } from '../site/site-session';
import type { Attempt } from './attempt';
import { ADMIN_ID } from './person';
import { FIRST_COURSE_ID } from './first-ids';

/** Where the learner works when completing; Totara writes it into the completion. */
export interface Workplace {
  organisationid: number;
  positionid: number;
}

/** The current row of an attempt that is not archived. */
export function completionRow(attempt: Attempt, id: number, workplace: Workplace): RowValues {
  const isComplete = attempt.timecompleted !== null;
  return {
    id,
    userid: attempt.userId,
    course: FIRST_COURSE_ID + attempt.course,
    organisationid: isComplete ? workplace.organisationid : null,
    positionid: isComplete ? workplace.positionid : null,
    timeenrolled: attempt.timeenrolled,
    timestarted: attempt.timestarted,
    timecompleted: attempt.timecompleted,
    reaggregate: 0,
    rpl: attempt.rpl,
    rplgrade: attempt.rplgrade,
    status: statusOf(attempt),
  };
}

/** The history row of an archived attempt. */
export function historyRow(attempt: Attempt, id: number, isGraded: boolean): RowValues {
  return {
    id,
    courseid: FIRST_COURSE_ID + attempt.course,
    userid: attempt.userId,
    timecompleted: attempt.timecompleted,
    grade: archivedGrade(attempt, isGraded),
  };
}

/** What the log tells of an attempt, oldest first: created, started, completed, archived. */
export function logRows(attempt: Attempt, historyId: number | null, isGraded: boolean): RowValues[] {
  const { timeenrolled, timestarted, timecompleted, userId } = attempt;
  if (attempt.importedAt !== null) {
    const sentence = 'Current completion created during import due to no existing record';
    return [entry(attempt, ADMIN_ID, attempt.importedAt, state(sentence, attempt))];
  }
  const before = { ...attempt, timecompleted: null, rpl: null, rplgrade: null };
  const created = state('Created current completion in completion_start_user_bulk', {
    ...before,
    timestarted: 0,
  });
  const updated = 'Updated current completion in completion_completion->_save';
  const rows = [entry(attempt, CRON_USER_ID, timeenrolled, created)];
  if (timestarted > 0) rows.push(entry(attempt, userId, timestarted, state(updated, before)));
  if (timecompleted !== null) {
    const changedBy = attempt.route === 'rpl' ? ADMIN_ID : userId;
    rows.push(entry(attempt, changedBy, timecompleted, state(updated, attempt)));
  }
  if (attempt.archivedAt !== null && historyId !== null) {
    const history = { id: historyId, timecompleted, grade: archivedGrade(attempt, isGraded) };
    rows.push(
      entry(
        attempt,
        CRON_USER_ID,
        attempt.archivedAt,
        describeHistory('History created in archive_course_completion', history),
      ),
      entry(
        attempt,
        CRON_USER_ID,
        attempt.archivedAt,
        'Deleted current completion and all crit compl records in delete_course_completion_data',
      ),
    );
  }
  return rows;
}

/** A history row that somebody typed by hand later, and what the log tells of it. */
export function typedHistory(attempt: Attempt, row: { id: number; timecompleted: number | null }) {
  const history = { id: row.id, timecompleted: row.timecompleted, grade: attempt.grade };
  const typedAt = (attempt.archivedAt ?? 0) + 3600;
  return {
    row: { ...history, courseid: FIRST_COURSE_ID + attempt.course, userid: attempt.userId },
    log: entry(attempt, ADMIN_ID, typedAt, describeHistory('History manually created', history)),
  };
}

/** RPL in percent, else points; 0 where the course has no grades. */
function archivedGrade({ rpl, rplgrade, grade }: Attempt, isGraded: boolean): number | null {
  if (rpl) return rplgrade;
  return isGraded ? grade : 0;
}

function state(sentence: string, attempt: Attempt): string {
  return describeCompletion(sentence, { ...attempt, status: statusOf(attempt), reaggregate: 0 });
}

function entry(attempt: Attempt, changedBy: number, timemodified: number, description: string): RowValues {
  return {
    courseid: FIRST_COURSE_ID + attempt.course,
    userid: attempt.userId,
    changeuserid: changedBy,
    description,
    timemodified,
  };
}
