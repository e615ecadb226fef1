import * as activities from './activities';
import type { ActivityState } from './activity-completions';
import { completeActivityOf, progressActivityOf } from './activity-progress';
import { archiveCompletions } from './archiving';
import { completeCohort, completeCourse, type CompleteOptions } from './completing';
import { meetCondition } from './conditions';
import type { CriterionKind } from './criteria-type';
import { editCurrentCompletion, type CompletionEdit } from './editing';
import { enrolLearners, startCourse } from './enrolment';
import * as imports from './importing';
import { raiseProgressArchived } from './raised-events';
import { reaggregateCourse } from './reaggregating';
import * as rpl from './rpl';
import { CRON_USER_ID, type RunOperation } from './site-session';
import { unlockCourseCriteria } from './unlocking';

/** What learners, administrators and scheduled tasks do with completions on a site. */
export class SiteLearning {
  constructor(protected readonly run: RunOperation) {}

  /** Enrols a learner: a "not yet started" row. False when there is a row already. */
  async enrol(userId: number, courseId: number): Promise<boolean> {
    return (await this.enrolMany([userId], courseId)).length > 0;
  }

  /** Enrols many at once, as an audience or the re-opening of a course does; answers who got a row. */
  enrolMany(userIds: readonly number[], courseId: number): Promise<number[]> {
    return this.run((session) => enrolLearners(session, courseId, userIds));
  }

  /** The learner opens the course. False when it was started or completed before. */
  start(userId: number, courseId: number): Promise<boolean> {
    return this.run((session) => startCourse(session, courseId, userId));
  }

  /** The learner completes the course (status 50). False when it is complete already. */
  async complete(userId: number, courseId: number, options: CompleteOptions = {}): Promise<boolean> {
    return (await this.completeMany([userId], courseId, options)).length > 0;
  }

  /** Many complete the course in one transaction; answers whose completion is new. */
  completeMany(
    userIds: readonly number[],
    courseId: number,
    options: CompleteOptions = {},
  ): Promise<number[]> {
    return this.run((session) => completeCourse(session, courseId, userIds, options));
  }

  /** One run of the scheduled task completes a whole cohort, in one transaction; answers whose completion is new. */
  burst(courseId: number, userIds: readonly number[]): Promise<number[]> {
    return this.run((session) => completeCohort(session, courseId, userIds));
  }

  /** Adds an activity to a course and answers its course module id. */
  addActivity(courseId: number, activity: activities.NewActivity = {}): Promise<number> {
    return this.run((session) => activities.insertActivity(session, courseId, activity));
  }

  /** The learner completes an activity, by its course module id. True when the course is complete by it. */
  async completeActivity(
    userId: number,
    courseId: number,
    moduleId: number,
    { state, time }: { state?: ActivityState; time?: number } = {},
  ): Promise<boolean> {
    const completed = await this.run((session) => {
      const how = { state, time: time ?? session.now(), changedBy: 'learner' as const };
      return completeActivityOf(session, { courseId, moduleId }, [userId], how);
    });
    return completed.length > 0;
  }

  /** An activity reports progress (0 to 100). False when it had reported as much before. */
  progressActivity(userId: number, courseId: number, moduleId: number, percent: number): Promise<boolean> {
    return this.run((session) => progressActivityOf(session, { courseId, moduleId }, userId, percent));
  }

  /** The learner meets a condition that is no activity, by its id or kind. True when the course is complete by it. */
  meetCriterion(
    userId: number,
    courseId: number,
    which: CriterionKind | number,
    { time }: { time?: number } = {},
  ): Promise<boolean> {
    return this.run((session) => meetCondition(session, { courseId, userId }, which, time));
  }

  /** An administrator recognises earlier learning (status 75). False when the course is complete already. */
  completeViaRpl(userId: number, courseId: number, options: rpl.RplOptions = {}): Promise<boolean> {
    return this.run((session) => rpl.completeCourseViaRpl(session, courseId, userId, options));
  }

  /** Takes an RPL back: the course is open again, or complete by its conditions. False without an RPL. */
  removeRpl(userId: number, courseId: number): Promise<boolean> {
    return this.run((session) => rpl.removeCourseRpl(session, courseId, userId));
  }

  /** An administrator recognises earlier learning for one activity. False when the course does not need it. */
  recogniseActivity(userId: number, courseId: number, moduleId: number, text = 'Seen'): Promise<boolean> {
    return this.run((session) => rpl.recogniseActivity(session, { courseId, moduleId }, userId, text));
  }

  /** Takes the RPL of an activity back; the course is left as it is. False without an RPL. */
  removeActivityRpl(userId: number, courseId: number, moduleId: number): Promise<boolean> {
    return this.run((session) => rpl.removeActivityRpl(session, { courseId, moduleId }, userId));
  }

  /** Uploads a completion of another system (status 75, or straight into the history). */
  async importCompletion({ override, ...row }: imports.ImportedCompletion): Promise<imports.ImportedTo> {
    const [where = 'nowhere'] = await this.importCompletions([row], override);
    return where;
  }

  /** Uploads a file of completions; answers where each row went. */
  importCompletions(
    file: readonly imports.ImportedRow[],
    override: imports.ImportOverride = 'never',
  ): Promise<imports.ImportedTo[]> {
    return this.run((session) => imports.importFile(session, file, override));
  }

  /** The completion editor: changes the completion time, or clears it with null. */
  editCompletion(userId: number, courseId: number, edit: CompletionEdit): Promise<void> {
    return this.run((session) => editCurrentCompletion(session, courseId, userId, edit));
  }

  /** An administrator archives one learner's completion. False when there is nothing complete to archive. */
  async archive(userId: number, courseId: number): Promise<boolean> {
    const archived = await this.run(async (session) => {
      const options = { changeUserId: session.adminId };
      const learners = await archiveCompletions(session, courseId, [userId], options);
      await raiseProgressArchived(session, courseId, learners);
      return learners;
    });
    return archived.length > 0;
  }

  /**
   * A certification window opens for learners: the scheduled task archives what they completed before it, and fires
   * no event. They get a new row when they are next enrolled. Answers whose completion was archived.
   */
  openRecertificationWindow(
    courseId: number,
    userIds: readonly number[],
    opensAt?: number,
  ): Promise<number[]> {
    const options = { changeUserId: CRON_USER_ID, completedBefore: opensAt };
    return this.run((session) => archiveCompletions(session, courseId, userIds, options));
  }

  /** Unlocks the completion conditions, with or without deleting everyone's current data. */
  unlockCriteria(courseId: number, deleteData: boolean): Promise<void> {
    return this.run((session) => unlockCourseCriteria(session, courseId, deleteData));
  }

  /** The scheduled task over one course: meets what came true by itself and completes by it; answers whom. */
  reaggregate(courseId: number): Promise<number[]> {
    return this.run((session) => reaggregateCourse(session, courseId));
  }
}
