import type { RowValues } from '../schema/bulk-rows';
import type { TotaraTableName } from '../schema/totara-tables';
import { activityLogRows, metRows, moduleRow } from './activity-rows';
import { activityWork } from './activity-work';
import type { Attempt } from './attempt';
import { completionRow, historyRow, logRows, typedHistory, type Workplace } from './attempt-rows';
import { COURSES } from './course-catalogue';
import { gradeItemIds } from './course-rows';
import type { Random } from './random';

/** The rows of what some people learnt, table by table in the order of writing. */
export interface LearningBatch {
  rows: [TotaraTableName, RowValues[]][];
  log: RowValues[];
  counts: { completed: number; completedViaRpl: number; unfinished: number; archived: number };
}

/** The ids used last; they go on from one batch to the next. */
export interface LastIds {
  completion: number;
  history: number;
  module: number;
}

/** Of a hundred archived completions so many were typed into the history a second time. */
const TYPED_AGAIN = 0.03;

const nowhere: Workplace = { organisationid: 0, positionid: 0 };

/** @param mayLackTime whether some of what was typed into the history has no time */
export function learningBatch(
  { random, last, mayLackTime }: { random: Random; last: LastIds; mayLackTime: boolean },
  attempts: readonly Attempt[],
  workplaces: ReadonlyMap<number, Workplace>,
): LearningBatch {
  const current = attempts.filter(({ archivedAt }) => archivedAt === null);
  const archived = attempts.filter(({ archivedAt }) => archivedAt !== null);
  const historyIds = new Map(archived.map((attempt) => [attempt, (last.history += 1)]));
  const typed = archived
    .filter(() => random.chance(TYPED_AGAIN))
    .map((attempt) => {
      const lacksTime = random.chance(0.4) && mayLackTime;
      const timecompleted = lacksTime ? null : attempt.timecompleted;
      return typedHistory(attempt, { id: (last.history += 1), timecompleted });
    });
  const worked = current.map((attempt) => ({ attempt, work: activityWork(random, attempt) }));
  const activities = worked.flatMap(({ attempt, work }) =>
    work.map((one) => ({ attempt, work: one, id: (last.module += 1) })),
  );
  const history = archived.map((attempt) =>
    historyRow(attempt, historyIds.get(attempt) ?? 0, isGraded(attempt)),
  );
  return {
    rows: [
      ['course_completions', current.map((attempt) => currentRow(attempt, last, workplaces))],
      ['course_completion_history', [...history, ...typed.map(({ row }) => row)]],
      ['course_completion_crit_compl', worked.flatMap(({ attempt, work }) => metRows(attempt, work))],
      ['course_modules_completion', activities.map(({ attempt, work, id }) => moduleRow(attempt, work, id))],
      ['grade_grades', current.filter(isLearnt).flatMap(gradeRows)],
    ],
    log: [
      // Before the completions: who does the last activity completes the course in the same second.
      ...activities.flatMap(({ attempt, work, id }) => activityLogRows(attempt, work, id)),
      ...attempts.flatMap((attempt) => logRows(attempt, historyIds.get(attempt) ?? null, isGraded(attempt))),
      ...typed.map(({ log }) => log),
    ],
    counts: { ...countsOf(current), archived: archived.length + typed.length },
  };
}

function currentRow(attempt: Attempt, last: LastIds, workplaces: ReadonlyMap<number, Workplace>): RowValues {
  return completionRow(attempt, (last.completion += 1), workplaces.get(attempt.userId) ?? nowhere);
}

function countsOf(current: readonly Attempt[]) {
  const completed = current.filter(({ timecompleted }) => timecompleted !== null);
  return {
    completed: completed.length,
    completedViaRpl: completed.filter((attempt) => !isLearnt(attempt)).length,
    unfinished: current.length - completed.length,
  };
}

function isLearnt({ route, timecompleted }: Attempt): boolean {
  return route === 'learner' && timecompleted !== null;
}

function gradeRows({ course, userId, grade, timecompleted }: Attempt): RowValues[] {
  const itemid = gradeItemIds[course];
  if (itemid === undefined || grade === null) return [];
  const rawgrademax = COURSES[course]?.gradeMax ?? 100;
  const times = { timecreated: timecompleted, timemodified: timecompleted };
  return [{ itemid, userid: userId, rawgrademax, finalgrade: grade, ...times }];
}

function isGraded({ course }: Attempt): boolean {
  return gradeItemIds[course] !== undefined;
}
