import { insertRows, tableName, type RowValues, type TotaraDatabase } from '../schema/bulk-rows';
import type { TotaraConnection } from '../schema/create-totara-schema';
import { resolveLocation } from '../schema/flavour';
import type { CompanyOptions, CompanySummary } from './company-options';
import { continueSequences } from './continue-sequences';
import { COURSES } from './course-catalogue';
import { createPeopleBatches } from './people-batch';
import { ADMIN_ID, GUEST_ID } from './person';
import { createRandom } from './random';
import { DAY, workingTime } from './working-time';
import { createWorkplace } from './workplace';

/** People per round trip: about 6 000 completion rows and 3 MB of log text. */
const BATCH_SIZE = 500;
const LOG_DRAFT = 'totara_company_log_draft';

/**
 * Fills empty tables with a believable company: people of many scripts, forty courses, years of completions with
 * the log that tells of them. About 11 courses a person; 400 people take about a second.
 *
 * `connection` must be one session, since the log is put in order through a temporary table. Wrap the call in a
 * transaction to have all or nothing.
 */
export async function generateCompany(
  connection: TotaraConnection,
  options: CompanyOptions = {},
): Promise<CompanySummary> {
  const { people = 400, seed = 17, historyYears = 4, now = Math.floor(Date.now() / 1000) } = options;
  const site: TotaraDatabase = { db: connection, location: resolveLocation(options) };
  const random = createRandom(seed);
  const historyStart = now - Math.round(historyYears * 365.25) * DAY;
  const period = {
    now,
    historyStart,
    importDays: [
      workingTime(random, historyStart, historyStart + 90 * DAY),
      workingTime(random, now - 200 * DAY, now),
    ],
  } as const;

  await createWorkplace(site, historyStart - 400 * DAY);
  await insertServiceAccounts(site, now);
  await connection.query(
    `CREATE TEMPORARY TABLE ${LOG_DRAFT} (courseid bigint, userid bigint, changeuserid bigint,
                                          description text, timemodified bigint)`,
  );
  const summary = {
    people,
    courses: COURSES.length,
    completed: 0,
    completedViaRpl: 0,
    unfinished: 0,
    archived: 0,
  };
  const nextBatch = createPeopleBatches(random, {
    people,
    period,
    mayLackTime: options.hasUndatedHistory ?? false,
  });
  for (let first = 0; first < people; first += BATCH_SIZE) {
    const batch = nextBatch(first, Math.min(people, first + BATCH_SIZE));
    for (const [table, rows] of batch.rows) await insertRows(site, table, rows);
    await draftLog(connection, batch.log);
    summary.completed += batch.counts.completed;
    summary.completedViaRpl += batch.counts.completedViaRpl;
    summary.unfinished += batch.counts.unfinished;
    summary.archived += batch.counts.archived;
  }
  const logEntries = await writeOrderedLog(site);
  await continueSequences(site);
  const isMoodle = site.location.flavour === 'moodle4';
  return { ...summary, ...(isMoodle ? { archived: 0, completedViaRpl: 0 } : {}), logEntries };
}

async function insertServiceAccounts(site: TotaraDatabase, now: number): Promise<void> {
  const account = { confirmed: 1, mnethostid: 1, lang: 'en', timemodified: now };
  await insertRows(site, 'user', [
    {
      ...account,
      id: GUEST_ID,
      username: 'guest',
      firstname: 'Guest user',
      lastname: '',
      email: 'root@localhost',
    },
    {
      ...account,
      id: ADMIN_ID,
      username: 'admin',
      firstname: 'Admin',
      lastname: 'User',
      email: 'a@example.com',
    },
  ]);
}

async function draftLog(connection: TotaraConnection, rows: readonly RowValues[]): Promise<void> {
  await connection.query(
    `INSERT INTO ${LOG_DRAFT} SELECT * FROM json_to_recordset($1)
       AS r(courseid bigint, userid bigint, changeuserid bigint, description text, timemodified bigint)`,
    [JSON.stringify(rows)],
  );
}

/** The log is written in the order of time, as it came about: its ids are what a reader follows. */
async function writeOrderedLog(site: TotaraDatabase): Promise<number> {
  let written = 0;
  if (site.location.flavour !== 'moodle4') {
    const columns = 'courseid, userid, changeuserid, description, timemodified';
    // ctid is the order of drafting: it keeps the steps of one learner that fall into the same second in order.
    const { rowCount } = await site.db.query(
      `INSERT INTO ${tableName(site, 'course_completion_log')} (${columns})
       SELECT ${columns} FROM ${LOG_DRAFT} ORDER BY timemodified, ctid`,
    );
    written = rowCount ?? 0;
  }
  await site.db.query(`DROP TABLE ${LOG_DRAFT}`);
  return written;
}
