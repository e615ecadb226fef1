import type { Pool, PoolClient } from 'pg';
import { resolveLocation, type ResolvedLocation, type TotaraLocation } from '../schema/flavour';
import { archiveCompletions } from './archiving';
import {
  completeCourse,
  completeCourseViaRpl,
  removeCourseRpl,
  type CompleteOptions,
  type RplOptions,
} from './completing';
import * as courses from './courses';
import { editCurrentCompletion, type CompletionEdit } from './editing';
import { enrolLearners, startCourse } from './enrolment';
import { setGrades } from './grades';
import { importCompletionRecord, type ImportedCompletion } from './importing';
import * as people from './people';
import { CRON_USER_ID, type SiteSession } from './site-session';
import { reaggregateCourse, unlockCourseCriteria } from './unlocking';

export interface TotaraSiteOptions extends TotaraLocation {
  /** What time it is on the site, in epoch seconds; the clock, if left out. */
  now?: () => number;
  /** Who is logged for changes by hand. */
  adminId?: number;
}

/**
 * A learning site as its users and scheduled tasks change it. Each method does what Totara does, row for row: what
 * is written, what is deleted, and which log entries tell of it, all in one transaction.
 */
export class TotaraSite {
  readonly location: ResolvedLocation;
  private readonly session: SiteSession | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly options: TotaraSiteOptions = {},
    client?: PoolClient,
  ) {
    this.location = resolveLocation(options);
    this.session = client && this.sessionOn(client);
  }

  /**
   * Runs several operations in one transaction: nothing of them is visible until `work` has ended, and nothing is
   * left when it throws. Two of these at once are how log ids come to be committed out of order.
   */
  async inTransaction<T>(work: (site: TotaraSite) => Promise<T>): Promise<T> {
    if (this.session) return work(this);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    // A checked-out client whose server goes away emits an error that would otherwise end the process.
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      const result = await work(new TotaraSite(this.pool, this.options, client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(onError);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

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

  /** An administrator recognises earlier learning (status 75). False when the course is complete already. */
  completeViaRpl(userId: number, courseId: number, options: RplOptions = {}): Promise<boolean> {
    return this.run((session) => completeCourseViaRpl(session, courseId, userId, options));
  }

  /** Takes an RPL back: the course is open again, or complete by its conditions. False without an RPL. */
  removeRpl(userId: number, courseId: number): Promise<boolean> {
    return this.run((session) => removeCourseRpl(session, courseId, userId));
  }

  /** Uploads a completion of another system (status 75, or straight into the history). */
  importCompletion(imported: ImportedCompletion): Promise<'current' | 'history' | 'nowhere'> {
    return this.run((session) => importCompletionRecord(session, imported));
  }

  /** The completion editor: changes the completion time, or clears it with null. */
  editCompletion(userId: number, courseId: number, edit: CompletionEdit): Promise<void> {
    return this.run((session) => editCurrentCompletion(session, courseId, userId, edit));
  }

  /** An administrator archives one learner's completion. False when there is nothing complete to archive. */
  async archive(userId: number, courseId: number): Promise<boolean> {
    const archived = await this.run((session) =>
      archiveCompletions(session, courseId, [userId], { changeUserId: session.adminId }),
    );
    return archived.length > 0;
  }

  /**
   * A certification window opens for learners: the scheduled task archives what they completed before it. They get
   * a new row when they are next enrolled. Answers whose completion was archived.
   */
  openRecertificationWindow(
    courseId: number,
    userIds: readonly number[],
    opensAt?: number,
  ): Promise<number[]> {
    return this.run((session) =>
      archiveCompletions(session, courseId, userIds, {
        changeUserId: CRON_USER_ID,
        completedBefore: opensAt,
      }),
    );
  }

  /** Unlocks the completion conditions, with or without deleting everyone's current data. */
  unlockCriteria(courseId: number, deleteData: boolean): Promise<void> {
    return this.run((session) => unlockCourseCriteria(session, courseId, deleteData));
  }

  /** The scheduled task after an unlock: completes again who has completed the activities; answers whom. */
  reaggregate(courseId: number): Promise<number[]> {
    return this.run((session) => reaggregateCourse(session, courseId));
  }

  /** Changes the course total in points. No completion changes and nothing is logged. */
  correctGrade(userId: number, courseId: number, grade: number): Promise<void> {
    return this.run((session) => setGrades(session, courseId, [userId], grade));
  }

  addUser(person: people.NewUser = {}): Promise<number> {
    return this.run((session) => people.insertUser(session, person));
  }

  updateUser(userId: number, change: people.NewUser): Promise<void> {
    return this.run((session) => people.changeUser(session, userId, change));
  }

  addJobAssignment(job: people.NewJobAssignment): Promise<number> {
    return this.run((session) => people.insertJobAssignment(session, job));
  }

  suspendUser(userId: number, isSuspended = true): Promise<void> {
    return this.updateUser(userId, { suspended: isSuspended ? 1 : 0 });
  }

  /** Anonymises the account and removes its jobs; completions stay. */
  deleteUser(userId: number): Promise<void> {
    return this.run((session) => people.anonymiseUser(session, userId));
  }

  /** Removes all completion records of a person, log entries included. */
  purgeUser(userId: number): Promise<void> {
    return this.run((session) => people.purgeCompletionsOfUser(session, userId));
  }

  addCategory(name: string, parentId = 0): Promise<number> {
    return this.run((session) => courses.insertCategory(session, name, parentId));
  }

  addCourse(course: courses.NewCourse = {}): Promise<number> {
    return this.run((session) => courses.insertCourse(session, course));
  }

  /** Deletes a course and its records; with `leaveOrphans` the records stay until the nightly task. */
  deleteCourse(courseId: number, { leaveOrphans = false } = {}): Promise<void> {
    return this.run((session) => courses.removeCourse(session, courseId, leaveOrphans));
  }

  /** The nightly task that removes records of deleted courses; answers those courses. */
  deleteOrphans(): Promise<number[]> {
    return this.run((session) => courses.deleteOrphans(session));
  }

  private run<T>(operation: (session: SiteSession) => Promise<T>): Promise<T> {
    if (this.session) return operation(this.session);
    return this.inTransaction((site) => site.run(operation));
  }

  private sessionOn(client: PoolClient): SiteSession {
    const { now = () => Math.floor(Date.now() / 1000), adminId = 2 } = this.options;
    return { db: client, location: this.location, now, adminId };
  }
}
