import { setTimeout as pass } from 'node:timers/promises';
import { Client } from 'pg';

/** People of the soak; those that the site began with have lower numbers. */
export const FIRST_PERSON = 10_000_001;
const A_SECOND = 500;
/** People who complete in one transaction. */
const TOGETHER = 50;
const EVERY_MS = (1_000 * TOGETHER) / A_SECOND;

/** People complete a course each, fifty in a transaction, 500 a second; it catches up when it was held up. */
export class SoakSite {
  /** When each transaction was committed; its people are known by their number. */
  private readonly commits: number[] = [];
  private isStopped = false;

  private constructor(private readonly client: Client) {}

  static async connect(url: string): Promise<SoakSite> {
    const client = new Client({ connectionString: url });
    await client.connect();
    return new SoakSite(client);
  }

  get written(): number {
    return this.commits.length * TOGETHER;
  }

  /** When the completion of a person was committed; nothing for other people. */
  committedAt(person: number): number | undefined {
    return this.commits[Math.floor((person - FIRST_PERSON) / TOGETHER)];
  }

  async write(): Promise<void> {
    const began = performance.now();
    while (!this.isStopped) {
      await this.completeTogether();
      const aheadMs = began + this.commits.length * EVERY_MS - performance.now();
      if (aheadMs > 0) await pass(aheadMs);
    }
    await this.client.end();
  }

  /** Ends after the transaction that is under way. */
  stop(): void {
    this.isStopped = true;
  }

  private async completeTogether(): Promise<void> {
    const from = FIRST_PERSON + this.written;
    const people = `generate_series(${from}, ${from + TOGETHER - 1}) n`;
    const now = Math.floor(Date.now() / 1_000);
    await this.client.query(
      `BEGIN;
       INSERT INTO ttr_user (id, username, idnumber, firstname, lastname, email)
       SELECT n, 'soak' || n, 'S' || n, 'First ' || n, 'Last ' || n, 'soak' || n || '@example.com' FROM ${people};
       INSERT INTO ttr_grade_grades (itemid, userid, finalgrade) SELECT n % 200 + 2, n, 60 + n % 40 FROM ${people};
       INSERT INTO ttr_course_completions (userid, course, timeenrolled, timestarted, timecompleted, status)
       SELECT n, n % 200 + 2, ${now} - 90000, ${now} - 3600, ${now}, 50 FROM ${people};
       INSERT INTO ttr_course_completion_log (courseid, userid, changeuserid, description, timemodified)
       SELECT n % 200 + 2, n, 0, 'Updated current completion', ${now} FROM ${people};
       COMMIT`,
    );
    this.commits.push(Date.now());
  }
}
