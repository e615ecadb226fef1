import type { RowValues } from '../schema/bulk-rows';
import { statusOf } from '../site/completion-status';
import { describeCompletion, describeModuleCompletion } from '../site/log-description';
import type { ActivityWork } from './activity-work';
import type { Attempt } from './attempt';
import { COURSE_CONDITIONS } from './course-conditions';
import { FIRST_COURSE_ID } from './first-ids';

/** The rows of `course_completion_crit_compl` of an attempt; an activity under way has one without a time. */
export function metRows(attempt: Attempt, work: readonly ActivityWork[]): RowValues[] {
  const { userId, course, timecompleted } = attempt;
  const row = (criteriaid: number, time: number | null) => ({
    userid: userId,
    course: FIRST_COURSE_ID + course,
    criteriaid,
    timecompleted: time,
  });
  const rows = work.map(({ activity, isDone, changedAt }) =>
    row(activity.criterionId, isDone ? changedAt : null),
  );
  const self = COURSE_CONDITIONS[course]?.selfCriterionId ?? null;
  const hasTicked = self !== null && timecompleted !== null && attempt.route === 'learner';
  return hasTicked ? [...rows, row(self, timecompleted)] : rows;
}

/** The row of `course_modules_completion`. Only classroom training names its time of completion itself. */
export function moduleRow({ userId }: Attempt, work: ActivityWork, id: number) {
  const { activity, progress, isDone, changedAt } = work;
  return {
    id,
    coursemoduleid: activity.id,
    userid: userId,
    completionstate: isDone ? 1 : 0,
    progress,
    viewed: 1,
    timemodified: changedAt,
    timecompleted: isDone && activity.module === 'facetoface' ? changedAt : null,
    reaggregate: 0,
  };
}

/**
 * What the log tells of an activity: its own entry and, once it is done, that of the completion that was saved after
 * it. The one that completes the course is told with the completion.
 */
export function activityLogRows(attempt: Attempt, work: ActivityWork, id: number): RowValues[] {
  const { userId, course, timecompleted } = attempt;
  const entry = (description: string) => ({
    courseid: FIRST_COURSE_ID + course,
    userid: userId,
    changeuserid: userId,
    description,
    timemodified: work.changedAt,
  });
  const module = moduleRow(attempt, work, id);
  const rows = [entry(describeModuleCompletion('Created module completion in internal_set_data', module))];
  if (!work.isDone || work.changedAt === timecompleted) return rows;
  const open = { ...attempt, timecompleted: null, rpl: null, rplgrade: null };
  const state = { ...open, status: statusOf(open), reaggregate: 0 };
  const sentence = 'Updated current completion in completion_completion->_save';
  return [...rows, entry(describeCompletion(sentence, state))];
}
