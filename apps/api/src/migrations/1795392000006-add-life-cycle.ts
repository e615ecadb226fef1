import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTallyTriggers, dropTallyTriggers } from './tally-triggers';

const STATUS_COUNTER = `'queue.' || status`;
const FLAGGED_COUNTER = `'queue.' || status || CASE WHEN status = 'sent' AND revoked_at IS NOT NULL THEN '.revoked' ELSE '' END`;

/** How each revision came to be, what became of each row of the site, and what Oracle has though it was revoked. */
export class AddLifeCycle1795392000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['completion_records', 'completion_revisions']) {
      // Records of before are told by what they are; how they were noticed was not kept.
      await runner.query(`ALTER TABLE ${table}
        ADD COLUMN change_kind text NOT NULL DEFAULT 'completed',
        ADD COLUMN noticed_by text NOT NULL DEFAULT 'first_load'`);
      await runner.query(`ALTER TABLE ${table}
        ALTER COLUMN change_kind DROP DEFAULT, ALTER COLUMN noticed_by DROP DEFAULT`);
    }
    await runner.query(`
      CREATE INDEX ix_completion_records_untold ON completion_records (site_id, id)
       WHERE source_table IN ('event', 'import')`);
    await runner.query(`
      CREATE TABLE source_rows (
        site_id text NOT NULL,
        source_table text NOT NULL,
        row_id bigint NOT NULL,
        user_id bigint NOT NULL,
        course_id bigint NOT NULL,
        fingerprint bigint NOT NULL,
        record_id uuid,
        skipped text,
        CONSTRAINT pk_source_rows PRIMARY KEY (site_id, source_table, row_id)
      )`);
    await runner.query('ALTER TABLE queue_items ADD COLUMN revoked_at timestamptz');
    await runner.query(`
      CREATE INDEX ix_queue_items_revoked ON queue_items (revoked_at, id)
       WHERE status = 'sent' AND revoked_at IS NOT NULL`);
    await dropTallyTriggers(runner, 'queue_items');
    await createTallyTriggers(runner, 'queue_items', FLAGGED_COUNTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTallyTriggers(runner, 'queue_items');
    await createTallyTriggers(runner, 'queue_items', STATUS_COUNTER);
    await runner.query(`UPDATE tally_deltas SET counter = 'queue.sent' WHERE counter = 'queue.sent.revoked'`);
    await runner.query('DROP INDEX ix_queue_items_revoked');
    await runner.query('ALTER TABLE queue_items DROP COLUMN revoked_at');
    await runner.query('DROP TABLE source_rows');
    await runner.query('DROP INDEX ix_completion_records_untold');
    for (const table of ['completion_revisions', 'completion_records']) {
      await runner.query(`ALTER TABLE ${table} DROP COLUMN noticed_by, DROP COLUMN change_kind`);
    }
  }
}
