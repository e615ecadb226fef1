import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTallyTriggers, dropTallyTriggers } from './tally-triggers';

const STATUS_COUNTER = `'queue.' || status ||
  CASE WHEN status = 'sent' AND revoked_at IS NOT NULL THEN '.revoked' ELSE '' END`;
/** What is not sent is counted by its cause, too: groups of a queue with millions of items are never counted. */
const CAUSE_COUNTER = `'queue.' || status ||
  CASE WHEN status = 'sent' THEN CASE WHEN revoked_at IS NULL THEN '' ELSE '.revoked' END
       WHEN status = 'sending' OR cause_code IS NULL THEN '' ELSE '.' || cause_code END`;

const STOPPED = `status IN ('failed', 'dead', 'parked')`;
const UNSENT = `status IN ('queued', 'failed', 'dead', 'parked', 'withdrawn')`;

/** What lists, groups and searches of the queue walk on, however many items were sent. */
export class ListQueue1795392000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_queue_items_stopped');
    await runner.query(
      `CREATE INDEX ix_queue_items_unsent ON queue_items (status, cause_code, id) WHERE ${UNSENT}`,
    );
    await runner.query(
      `CREATE INDEX ix_queue_items_failed ON queue_items (next_attempt_at, id) WHERE status = 'failed'`,
    );
    await runner.query(
      'CREATE INDEX ix_queue_items_external_id ON queue_items (external_id) WHERE external_id IS NOT NULL',
    );
    await countBy(runner, CAUSE_COUNTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await countBy(runner, STATUS_COUNTER);
    await runner.query('DROP INDEX ix_queue_items_external_id, ix_queue_items_failed, ix_queue_items_unsent');
    await runner.query(
      `CREATE INDEX ix_queue_items_stopped ON queue_items (status, cause_code, id) WHERE ${STOPPED}`,
    );
  }
}

async function countBy(runner: QueryRunner, counter: string): Promise<void> {
  await dropTallyTriggers(runner, 'queue_items');
  await createTallyTriggers(runner, 'queue_items', counter);
  await runner.query(`DELETE FROM tally_deltas WHERE starts_with(counter, 'queue.')`);
  await runner.query(
    `INSERT INTO tally_deltas (counter, delta) SELECT ${counter}, count(*) FROM queue_items GROUP BY 1`,
  );
}
