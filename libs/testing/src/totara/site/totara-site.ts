import type { Pool, PoolClient } from 'pg';
import type { ResolvedLocation } from '../schema/flavour';
import { CompletionEditor } from './completion-editor';
import { backUpCourse, restoreCourse, type CourseBackup } from './course-backup';
import { deleteOrphans, removeCourse } from './course-deletion';
import * as courses from './courses';
import { type CustomFieldKind, type CustomValue, fillInField } from './custom-fields';
import { DirectSql } from './direct-sql';
import { setGrades } from './grades';
import { SiteLearning } from './site-learning';
import type { SiteSession } from './site-session';
import { SiteTransactions, type TotaraSiteOptions } from './site-transactions';
import { restoreSnapshot, takeSnapshot, type SiteSnapshot } from './snapshots';
import * as people from './people';
import { deleteUnusedRows, pruneCompletionLog, type UnusedRows } from './upkeep';

/**
 * A learning site as its users and scheduled tasks change it. Each method does what Totara does, row for row: what
 * is written, what is deleted, and which log entries and events tell of it, all in one transaction.
 */
export class TotaraSite extends SiteLearning {
  readonly location: ResolvedLocation;
  /** The completion editor. */
  readonly editor: CompletionEditor;
  /** What happens past Totara. */
  readonly direct: DirectSql;
  private readonly transactions: SiteTransactions;
  private readonly session: SiteSession | undefined;

  /** @param client a connection with a transaction that somebody else commits */
  constructor(
    private readonly pool: Pool,
    private readonly options: TotaraSiteOptions = {},
    client?: PoolClient,
    session?: SiteSession,
  ) {
    const transactions = new SiteTransactions(pool, options);
    const present = session ?? (client && transactions.sessionOn(client));
    super((operation) => (present ? operation(present) : transactions.run(operation)));
    this.transactions = transactions;
    this.session = present;
    this.location = transactions.location;
    this.editor = new CompletionEditor(this.run);
    this.direct = new DirectSql(this.run);
  }

  /**
   * Runs several operations in one transaction: nothing of them is visible until `work` has ended, and nothing is
   * left when it throws. Two of these at once are how log ids come to be committed out of order.
   */
  async inTransaction<T>(work: (site: TotaraSite) => Promise<T>): Promise<T> {
    if (this.session) return work(this);
    return this.transactions.run((session, client) =>
      work(new TotaraSite(this.pool, this.options, client, session)),
    );
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

  /** Fills in a custom field of a person or a course, which makes the field where there is none of that name. */
  fillInField(kind: CustomFieldKind, value: CustomValue): Promise<void> {
    return this.run((session) => fillInField(session, kind, value));
  }

  suspendUser(userId: number, isSuspended = true): Promise<void> {
    return this.updateUser(userId, { suspended: isSuspended ? 1 : 0 });
  }

  /** Anonymises the account as the mode says and removes its jobs; completions stay. */
  deleteUser(userId: number, mode?: people.DeletionMode): Promise<void> {
    return this.run((session) => people.anonymiseUser(session, userId, mode));
  }

  /** Removes all completion records of a person, log entries included. */
  purgeUser(userId: number): Promise<void> {
    return this.run((session) => people.purgeCompletionsOfUser(session, userId));
  }

  addCategory(name: string, parentId = 0): Promise<number> {
    return this.run((session) => courses.insertCategory(session, name, parentId));
  }

  renameCategory(categoryId: number, name: string): Promise<void> {
    return this.run((session) => courses.renameCategory(session, categoryId, name));
  }

  addCourse(course: courses.NewCourse = {}): Promise<number> {
    return this.run((session) => courses.insertCourse(session, course));
  }

  updateCourse(courseId: number, change: courses.CourseColumns): Promise<void> {
    return this.run((session) => courses.changeCourse(session, courseId, change));
  }

  /** Deletes a course and its records; with `leaveOrphans` the records stay. */
  deleteCourse(courseId: number, { leaveOrphans = false } = {}): Promise<void> {
    return this.run((session) => removeCourse(session, courseId, leaveOrphans));
  }

  /** The nightly task that removes current rows of deleted courses; answers those courses. */
  deleteOrphans(): Promise<number[]> {
    return this.run(deleteOrphans);
  }

  /** Backs a course up with its learners' completions. */
  backUpCourse(courseId: number): Promise<CourseBackup> {
    return this.run((session) => backUpCourse(session, courseId));
  }

  /** Restores a backup into a new course, or one without conditions, and answers the course. */
  restoreCourse(backup: CourseBackup, into?: number): Promise<number> {
    return this.run((session) => restoreCourse(session, backup, into));
  }

  /** The command that deletes "not yet started" rows of people who left; answers how many. */
  deleteUnusedCompletions(unused: UnusedRows): Promise<number> {
    return this.run((session) => deleteUnusedRows(session, unused));
  }

  /** Log retention: removes older entries; answers how many. */
  pruneLog(beforeSeconds: number): Promise<number> {
    return this.run((session) => pruneCompletionLog(session, beforeSeconds));
  }

  /** A backup of the whole site. */
  snapshot(): Promise<SiteSnapshot> {
    return this.run(takeSnapshot);
  }

  /** The site as it was at the backup: row ids and log ids go back, too. */
  restoreFrom(snapshot: SiteSnapshot): Promise<void> {
    return this.run((session) => restoreSnapshot(session, snapshot));
  }
}
