import { ADMIN_ID, type Random } from '@oracle-integration/testing';
import type { Pool, QueryResultRow } from 'pg';

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

/** A pair with the next activity that the learner has not done. */
export interface ActivityToDo extends Pair {
  moduleId: number;
  /** Whether it is of a kind that reports progress. */
  reportsProgress: boolean;
  progress: number;
}

/** Where somebody stands in a course. */
export type Standing = 'unfinished' | 'unstarted' | 'completed' | 'graded' | 'recognised';

const standings: Record<Standing, string> = {
  unfinished: 'cc.timecompleted IS NULL',
  unstarted: 'cc.timecompleted IS NULL AND cc.timestarted = 0',
  completed: 'cc.status = 50',
  graded: 'cc.status = 50 AND gi.grademax > 0',
  recognised: `cc.status = 75 AND cc.rpl NOT LIKE 'Completion history import%'`,
};

interface PairRow extends QueryResultRow {
  userid: string;
  courseid: string;
  grademax: string | null;
}

interface ActivityRow extends PairRow {
  moduleid: string;
  module: string;
  progress: number | null;
}

/** Finds who could do something next, by chance. */
export class Candidates {
  constructor(
    private readonly pool: Pool,
    private readonly prefix: string,
    private readonly random: Random,
  ) {}

  /** Somebody who stands so in a course. */
  standing(standing: Standing, filter: PairFilter = {}): Promise<Pair | undefined> {
    return this.aCompletion(standings[standing], filter);
  }

  /** Somebody whose completion is older than the given time (epoch seconds). */
  completedBefore(seconds: number): Promise<Pair | undefined> {
    return this.aCompletion(`cc.timecompleted < ${Math.floor(seconds)}`);
  }

  /** Somebody and a course they were never enrolled in, or whose completion was archived. */
  async unenrolled({ userId = null, courseId = null }: PairFilter = {}): Promise<Pair | undefined> {
    const row = await this.fromRandomId<PairRow>('user', (pivot) => [
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
    return row && pairOf(row);
  }

  /** Somebody on the way with the first activity they have not done. */
  async activityToDo(): Promise<ActivityToDo | undefined> {
    const row = await this.fromRandomId<ActivityRow>('course_completions', (pivot) => [
      `SELECT cc.userid, cc.course AS courseid, NULL AS grademax, cm.id AS moduleid, m.name AS module, cmc.progress
         FROM ${this.table('course_completions')} cc
         JOIN ${this.table('user')} u ON u.id = cc.userid AND u.deleted = 0 AND u.suspended = 0
         JOIN ${this.table('course_completion_criteria')} cr ON cr.course = cc.course
         JOIN ${this.table('course_modules')} cm ON cm.id = cr.moduleinstance AND cm.deletioninprogress = 0
         JOIN ${this.table('modules')} m ON m.id = cm.module
         LEFT JOIN ${this.table('course_modules_completion')} cmc ON cmc.coursemoduleid = cm.id AND cmc.userid = cc.userid
        WHERE cc.id >= $1 AND cc.timecompleted IS NULL AND coalesce(cmc.completionstate, 0) = 0
        ORDER BY cc.id, cm.id LIMIT 1`,
      [pivot],
    ]);
    return (
      row && {
        ...pairOf(row),
        moduleId: Number(row.moduleid),
        reportsProgress: row.module === 'scorm',
        progress: row.progress ?? 0,
      }
    );
  }

  private async aCompletion(
    condition: string,
    { userId = null, courseId = null }: PairFilter = {},
  ): Promise<Pair | undefined> {
    const row = await this.fromRandomId<PairRow>('course_completions', (pivot) => [
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
    return row && pairOf(row);
  }

  /**
   * The first match from a random id on, or else from the first id: ordering all rows by chance would take a third
   * of a second on a site of 100 000 people, this takes a millisecond.
   */
  private async fromRandomId<Row extends QueryResultRow>(
    table: string,
    build: (pivot: number) => [string, unknown[]],
  ): Promise<Row | undefined> {
    const { rows } = await this.pool.query<{ max: string | null }>(
      `SELECT max(id) FROM ${this.table(table)}`,
    );
    const pivot = Math.floor(this.random.next() * Number(rows[0]?.max ?? 0)) + 1;
    const found = await this.pool.query<Row>(...build(pivot));
    return found.rows[0] ?? (await this.pool.query<Row>(...build(0))).rows[0];
  }

  private table(name: string): string {
    return `"${this.prefix}${name}"`;
  }
}

function pairOf({ userid, courseid, grademax }: PairRow): Pair {
  return {
    userId: Number(userid),
    courseId: Number(courseid),
    gradeMax: grademax === null ? null : Number(grademax),
  };
}
