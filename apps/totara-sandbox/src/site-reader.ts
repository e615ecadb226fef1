import { ADMIN_ID, type Random } from '@oracle-integration/testing';
import type { Pool } from 'pg';

/** A learner and a course, and how many points its course total is worth. */
export interface Pair {
  userId: number;
  courseId: number;
  gradeMax: number | null;
}

/** Narrows a choice; null leaves it open. */
export interface PairFilter {
  userId?: number | null;
  courseId?: number | null;
}

/** Counts straight from the tables. */
export interface SiteStats {
  /** Current completions, RPL included. */
  completed: number;
  unfinished: number;
  archived: number;
  /** Accounts that are not deleted, guest and administrator included. */
  users: number;
  courses: number;
}

interface PairRow {
  userid: string;
  courseid: string;
  grademax: string | null;
}

/** What the sandbox looks up in its site: who could do something, and how much there is. */
export class SiteReader {
  constructor(
    private readonly pool: Pool,
    private readonly prefix: string,
    private readonly random: Random,
  ) {}

  async stats(): Promise<SiteStats> {
    const { rows } = await this.pool.query<SiteStats>(
      `SELECT count(timecompleted)::int AS completed,
              (count(*) - count(timecompleted))::int AS unfinished,
              (SELECT count(*)::int FROM ${this.table('course_completion_history')}) AS archived,
              (SELECT count(*)::int FROM ${this.table('user')} WHERE deleted = 0) AS users,
              (SELECT count(*)::int FROM ${this.table('course')} WHERE containertype = 'container_course') AS courses
         FROM ${this.table('course_completions')}`,
    );
    return rows[0] ?? { completed: 0, unfinished: 0, archived: 0, users: 0, courses: 0 };
  }

  /** Somebody who is enrolled and has not completed. */
  anUnfinished(filter: PairFilter = {}): Promise<Pair | undefined> {
    return this.aCompletion('cc.timecompleted IS NULL', filter);
  }

  /** Somebody enrolled who has not begun. */
  anUnstarted(): Promise<Pair | undefined> {
    return this.aCompletion('cc.timecompleted IS NULL AND cc.timestarted = 0');
  }

  /** Somebody whose completion is older than the given time (epoch seconds). */
  aCompletionBefore(seconds: number): Promise<Pair | undefined> {
    return this.aCompletion(`cc.timecompleted < ${Math.floor(seconds)}`);
  }

  /** Somebody who completed a graded course. */
  aGraded(): Promise<Pair | undefined> {
    return this.aCompletion('cc.status = 50 AND gi.grademax > 0');
  }

  /** Somebody and a course they were never enrolled in, or whose completion was archived. */
  async anUnenrolled({ userId = null, courseId = null }: PairFilter = {}): Promise<Pair | undefined> {
    return this.fromRandomId('user', (pivot) => [
      `SELECT u.id AS userid, c.id AS courseid, gi.grademax
         FROM ${this.table('user')} u
         CROSS JOIN LATERAL (
           SELECT id FROM ${this.table('course')} c
            WHERE containertype = 'container_course' AND ($3::bigint IS NULL OR c.id = $3)
              AND NOT EXISTS (SELECT FROM ${this.table('course_completions')} cc
                               WHERE cc.userid = u.id AND cc.course = c.id)
            ORDER BY random() LIMIT 1) c
         LEFT JOIN ${this.table('grade_items')} gi ON gi.courseid = c.id AND gi.itemtype = 'course'
        WHERE u.id >= $1 AND u.id > ${ADMIN_ID} AND u.deleted = 0 AND u.suspended = 0
          AND ($2::bigint IS NULL OR u.id = $2)
        ORDER BY u.id LIMIT 1`,
      [pivot, userId, courseId],
    ]);
  }

  /** People without a row in a course, for a new cohort. */
  async unenrolledIn(courseId: number, limit: number): Promise<number[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT u.id FROM ${this.table('user')} u
        WHERE u.id > ${ADMIN_ID} AND u.deleted = 0 AND u.suspended = 0
          AND NOT EXISTS (SELECT FROM ${this.table('course_completions')} cc WHERE cc.userid = u.id AND cc.course = $1)
        LIMIT $2`,
      [courseId, limit],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Whether an account that can learn has this id. */
  hasUser(userId: number): Promise<boolean> {
    return this.exists(`${this.table('user')} WHERE id = $1 AND deleted = 0`, userId);
  }

  hasCourse(courseId: number): Promise<boolean> {
    return this.exists(
      `${this.table('course')} WHERE id = $1 AND containertype = 'container_course'`,
      courseId,
    );
  }

  private aCompletion(
    condition: string,
    { userId = null, courseId = null }: PairFilter = {},
  ): Promise<Pair | undefined> {
    return this.fromRandomId('course_completions', (pivot) => [
      `SELECT cc.userid, cc.course AS courseid, gi.grademax
         FROM ${this.table('course_completions')} cc
         JOIN ${this.table('user')} u ON u.id = cc.userid AND u.deleted = 0 AND u.suspended = 0
         JOIN ${this.table('course')} c ON c.id = cc.course AND c.containertype = 'container_course'
         LEFT JOIN ${this.table('grade_items')} gi ON gi.courseid = c.id AND gi.itemtype = 'course'
        WHERE cc.id >= $1 AND ($2::bigint IS NULL OR cc.userid = $2) AND ($3::bigint IS NULL OR cc.course = $3)
          AND ${condition}
        ORDER BY cc.id LIMIT 1`,
      [pivot, userId, courseId],
    ]);
  }

  /**
   * The first match from a random id on, or else from the first id: ordering all rows by chance would take a third
   * of a second on a site of 100 000 people, this takes a millisecond.
   */
  private async fromRandomId(
    table: string,
    build: (pivot: number) => [string, unknown[]],
  ): Promise<Pair | undefined> {
    const { rows } = await this.pool.query<{ max: string | null }>(
      `SELECT max(id) FROM ${this.table(table)}`,
    );
    const pivot = Math.floor(this.random.next() * Number(rows[0]?.max ?? 0)) + 1;
    const [text, values] = build(pivot);
    const found = await this.pool.query<PairRow>(text, values);
    const [row] = found.rows.length > 0 ? found.rows : (await this.pool.query<PairRow>(...build(0))).rows;
    return (
      row && {
        userId: Number(row.userid),
        courseId: Number(row.courseid),
        gradeMax: row.grademax === null ? null : Number(row.grademax),
      }
    );
  }

  private async exists(what: string, id: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(`SELECT 1 FROM ${what}`, [id]);
    return rowCount === 1;
  }

  private table(name: string): string {
    return `"${this.prefix}${name}"`;
  }
}
