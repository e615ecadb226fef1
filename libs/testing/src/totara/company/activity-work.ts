import type { Attempt } from './attempt';
import { COURSE_CONDITIONS, reportsProgress, type CourseActivity } from './course-conditions';
import type { Random } from './random';
import { DAY } from './working-time';

/** What a learner did in one activity. Times in epoch seconds. */
export interface ActivityWork {
  activity: CourseActivity;
  /** 0 to 100; null for a kind that does not report it. */
  progress: number | null;
  isDone: boolean;
  /** When it was last changed. */
  changedAt: number;
}

/**
 * What a learner has done in the activities of a course, fitting where the learner stands: who completed has done
 * enough of them, the last one at the time of completion; who is in progress has not; who was recognised, imported
 * or never opened the course has done none.
 */
export function activityWork(random: Random, attempt: Attempt): ActivityWork[] {
  const conditions = COURSE_CONDITIONS[attempt.course];
  if (!conditions || attempt.route !== 'learner' || conditions.activities.length === 0) return [];
  const { activities, activityMethod } = conditions;
  if (attempt.timecompleted !== null) {
    const needed = activityMethod === 'any' ? [random.pick(atLeastOne(activities))] : activities;
    return needed.map((activity, index) => done(activity, timeOf(attempt, index, needed.length)));
  }
  if (attempt.timestarted === 0) return [];
  // With the learner's own tick still to come, all activities may be done and the course is open yet.
  const mostDone = conditions.selfCriterionId === null ? activities.length - 1 : activities.length;
  const doneCount = activityMethod === 'any' ? 0 : random.integer(0, mostDone);
  const changedAt = attempt.timestarted + random.integer(0, DAY / 4);
  const finished = activities.slice(0, doneCount).map((activity) => done(activity, changedAt));
  const next = activities[doneCount];
  if (!next || !reportsProgress(next) || random.chance(0.3)) return finished;
  return [...finished, { activity: next, progress: random.integer(1, 19) * 5, isDone: false, changedAt }];
}

function done(activity: CourseActivity, changedAt: number): ActivityWork {
  return { activity, progress: reportsProgress(activity) ? 100 : null, isDone: true, changedAt };
}

/** Spread between start and completion; the last one is what completes. */
function timeOf({ timestarted, timeenrolled, timecompleted }: Attempt, index: number, count: number): number {
  const from = timestarted || timeenrolled;
  const end = timecompleted ?? from;
  return Math.round(from + ((end - from) * (index + 1)) / count);
}

function atLeastOne<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError('A course with activities has at least one.');
  return [first, ...rest];
}
