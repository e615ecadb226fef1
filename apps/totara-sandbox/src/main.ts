/**
 * A stand-in for a Totara site: a PostgreSQL database in the shape of Totara 17 with a sample company, whose people
 * go on learning.
 *
 * Environment:
 *
 * - `TOTARA_SANDBOX_DATABASE_URL` (required): an existing database; tables and company are made when absent
 * - `TOTARA_TABLE_PREFIX` (ttr_)
 * - `TOTARA_SANDBOX_PEOPLE` (400; up to 100000) and `TOTARA_SANDBOX_SEED` (17): the company
 * - `TOTARA_SANDBOX_PER_MINUTE` (20; 0 = nobody moves): how many things happen a minute
 * - `TOTARA_SANDBOX_PORT` (0 = none): the control API on 127.0.0.1
 * - `TOTARA_SANDBOX_WEBHOOK_URL` and `TOTARA_SANDBOX_WEBHOOK_SECRET` (both or none): where the site sends its webhooks,
 *   and what it signs them with; `TOTARA_SANDBOX_WEBHOOK_MINUTE_MS` (60000) shortens the waits between tries
 *
 * It prints one line when the site is ready and one with the address of the control API, if there is one. It stops
 * at once on SIGINT or SIGTERM, and waits for a database that goes away.
 *
 * Control API, JSON in and out, failures as `{ "error": "…" }`:
 *
 * - `POST /complete` `{ "userid"?, "courseid"? }` completes one course for one person, who is enrolled if need be,
 *   and answers `{ userid, courseid, timecompleted, committedAt }` (epoch seconds; ISO 8601 after the commit);
 *   404 for an unknown id, 409 when nothing is left to complete
 * - `POST /learners` `{ "perMinute" }` sets the pace
 * - `GET /stats` answers `{ completed, unfinished, archived, users, courses, webhooks }`, where webhooks is null or
 *   `{ queued, sent, deadLetters }`
 * - `POST /operations/<name>` makes anything happen that can happen on a site; `GET /` lists the operations with their
 *   parameters
 */
import { startSandbox } from './sandbox';
import { readSandboxOptions } from './sandbox-options';
import { explainStartFailure } from './start-failure';

async function main(): Promise<void> {
  await startSandbox(readSandboxOptions(process.env), console.log);
}

// `disconnect`: the program of ours that started it is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  // Whatever is under way is one transaction, which PostgreSQL takes back when the connection closes.
  process.once(signal, () => process.exit(0));
}

main().catch((error: unknown) => {
  console.error(explainStartFailure(error, process.env));
  process.exit(1);
});
