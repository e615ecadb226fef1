import type { MigrationInterface, QueryRunner } from 'typeorm';

const WAITING = `status IN ('queued', 'failed')`;
// Wrapped, so that the planner does not estimate it by statistics of before the backlog.
const WAITING_AS_NEW = `coalesce(${WAITING} AND NOT is_backfilled, false)`;
const WAITING_AS_BACKFILLED = `coalesce(${WAITING} AND is_backfilled, false)`;

/** Queueing completions of the past, behind whatever is new. */
export class CreateBackfills1795392000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE backfills (
        id uuid NOT NULL,
        site_id text NOT NULL,
        completed_from timestamptz,
        completed_to timestamptz,
        course_ids bigint[] NOT NULL,
        user_ids bigint[] NOT NULL,
        is_dry_run boolean NOT NULL,
        is_forced boolean NOT NULL,
        rate_per_second integer NOT NULL,
        requested_by text NOT NULL,
        state text NOT NULL,
        position bigint NOT NULL DEFAULT 0,
        named_index integer NOT NULL DEFAULT 0,
        looked_at bigint NOT NULL DEFAULT 0,
        estimated_total bigint,
        new_count bigint NOT NULL DEFAULT 0,
        already_sent bigint NOT NULL DEFAULT 0,
        already_waiting bigint NOT NULL DEFAULT 0,
        stopped json NOT NULL,
        queued bigint NOT NULL DEFAULT 0,
        failures smallint NOT NULL DEFAULT 0,
        failure text,
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        resumed_at timestamptz,
        resumed_from bigint NOT NULL DEFAULT 0,
        finished_at timestamptz,
        CONSTRAINT pk_backfills PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX ix_backfills_created_at ON backfills (created_at, id)');
    await runner.query(`
      CREATE INDEX ix_backfills_under_way ON backfills (created_at, id) WHERE state IN ('counting', 'running')`);
    await runner.query('ALTER TABLE queue_items ADD COLUMN is_backfilled boolean NOT NULL DEFAULT false');
    await runner.query('DROP INDEX ix_queue_items_due');
    await runner.query(
      `CREATE INDEX ix_queue_items_due ON queue_items (next_attempt_at, id) WHERE ${WAITING_AS_NEW}`,
    );
    await runner.query(
      `CREATE INDEX ix_queue_items_due_backfilled ON queue_items (next_attempt_at, id) WHERE ${WAITING_AS_BACKFILLED}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_queue_items_due_backfilled, ix_queue_items_due');
    await runner.query('ALTER TABLE queue_items DROP COLUMN is_backfilled');
    await runner.query(
      `CREATE INDEX ix_queue_items_due ON queue_items (next_attempt_at, id) WHERE ${WAITING}`,
    );
    await runner.query('DROP TABLE backfills');
  }
}
