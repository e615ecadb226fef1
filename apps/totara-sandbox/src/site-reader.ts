import { ADMIN_ID } from '@oracle-integration/testing';
import type { Pool } from 'pg';

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

/** How many people there are in each state. */
export interface PeopleCounts {
  all: number;
  deleted: number;
  suspended: number;
}

/** What the sandbox looks up in its site as a whole. */
export class SiteReader {
  constructor(
    private readonly pool: Pool,
    private readonly prefix: string,
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

  async people(): Promise<PeopleCounts> {
    const { rows } = await this.pool.query<PeopleCounts>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE deleted = 1)::int AS deleted,
              count(*) FILTER (WHERE suspended = 1)::int AS suspended
         FROM ${this.table('user')} WHERE id > ${ADMIN_ID}`,
    );
    return rows[0] ?? { all: 0, deleted: 0, suspended: 0 };
  }

  /** Somebody in a state, by chance; undefined when nobody is. */
  somebody(state: 'active' | 'deleted' | 'suspended'): Promise<number | undefined> {
    const conditions = {
      active: 'deleted = 0 AND suspended = 0',
      deleted: 'deleted = 1',
      suspended: 'suspended = 1 AND deleted = 0',
    };
    return this.firstId(
      `SELECT id FROM ${this.table('user')} WHERE id > ${ADMIN_ID} AND ${conditions[state]} ORDER BY random() LIMIT 1`,
    );
  }

  /** A category, by chance. */
  async aCategory(): Promise<{ id: number; name: string } | undefined> {
    const { rows } = await this.pool.query<{ id: number; name: string }>(
      `SELECT id::int, name FROM ${this.table('course_categories')} ORDER BY random() LIMIT 1`,
    );
    return rows[0];
  }

  /** A course by chance, or one whose short name begins so. */
  async aCourse(shortnameStart = ''): Promise<{ id: number; fullname: string } | undefined> {
    const { rows } = await this.pool.query<{ id: number; fullname: string }>(
      `SELECT id::int, fullname FROM ${this.table('course')}
        WHERE containertype = 'container_course' AND starts_with(shortname, $1) ORDER BY random() LIMIT 1`,
      [shortnameStart],
    );
    return rows[0];
  }

  /** The course that is completed by activities and has the fewest current rows, if it has no more than `limit`. */
  aSmallActivityCourse(limit: number): Promise<number | undefined> {
    return this.firstId(
      `SELECT cc.course AS id FROM ${this.table('course_completions')} cc
        WHERE cc.course IN (SELECT course FROM ${this.table('course_completion_criteria')} GROUP BY course
                            HAVING bool_and(criteriatype = 4))
        GROUP BY cc.course HAVING count(*) <= $1 ORDER BY count(*) LIMIT 1`,
      [limit],
    );
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

  /** People whose completion of a course is older than the given time (epoch seconds), for a window of a cohort. */
  async completedBefore(courseId: number, seconds: number, limit: number): Promise<number[]> {
    const { rows } = await this.pool.query<{ userid: string }>(
      `SELECT userid FROM ${this.table('course_completions')}
        WHERE course = $1 AND timecompleted < $2 ORDER BY timecompleted LIMIT $3`,
      [courseId, Math.floor(seconds), limit],
    );
    return rows.map(({ userid }) => Number(userid));
  }

  /** When somebody completed a course, in epoch seconds; null when they did not. */
  async completionTime(userId: number, courseId: number): Promise<number | null> {
    const { rows } = await this.pool.query<{ timecompleted: string | null }>(
      `SELECT timecompleted FROM ${this.table('course_completions')} WHERE userid = $1 AND course = $2`,
      [userId, courseId],
    );
    const time = rows[0]?.timecompleted ?? null;
    return time === null ? null : Number(time);
  }

  /** Whether an account that can learn has this id. */
  async hasUser(userId: number): Promise<boolean> {
    const id = await this.firstId(`SELECT id FROM ${this.table('user')} WHERE id = $1 AND deleted = 0`, [
      userId,
    ]);
    return id !== undefined;
  }

  async hasCourse(courseId: number): Promise<boolean> {
    const id = await this.firstId(
      `SELECT id FROM ${this.table('course')} WHERE id = $1 AND containertype = 'container_course'`,
      [courseId],
    );
    return id !== undefined;
  }

  private async firstId(sql: string, values: unknown[] = []): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ id: string }>(sql, values);
    return rows[0] && Number(rows[0].id);
  }

  private table(name: string): string {
    return `"${this.prefix}${name}"`;
  }
}
