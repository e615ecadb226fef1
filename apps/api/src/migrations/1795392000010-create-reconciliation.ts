import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReconciliation1795392000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reconciliation_runs (
        id uuid NOT NULL,
        site_id text NOT NULL,
        reason text NOT NULL,
        phase text NOT NULL DEFAULT 'current',
        after_id text NOT NULL DEFAULT '0',
        current_end_id bigint,
        history_end_id bigint,
        rows_compared bigint NOT NULL DEFAULT 0,
        rows_differing bigint NOT NULL DEFAULT 0,
        records_added bigint NOT NULL DEFAULT 0,
        records_revised bigint NOT NULL DEFAULT 0,
        is_removal_confirmed boolean NOT NULL DEFAULT false,
        requested_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        trouble_code text,
        trouble_reason text,
        trouble_action text,
        CONSTRAINT pk_reconciliation_runs PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX uq_reconciliation_runs_site_id_where_open ON reconciliation_runs (site_id)
       WHERE finished_at IS NULL`);
    await runner.query(`
      CREATE INDEX ix_reconciliation_runs_site_id_finished_at ON reconciliation_runs (site_id, finished_at)`);
    await runner.query(`
      CREATE TABLE reconciliation_figures (
        run_id uuid NOT NULL,
        dimension text NOT NULL,
        key bigint NOT NULL,
        site bigint NOT NULL,
        ledger bigint NOT NULL,
        duplicates bigint NOT NULL,
        imported bigint NOT NULL,
        delivered bigint NOT NULL,
        waiting bigint NOT NULL,
        stopped bigint NOT NULL,
        not_queued bigint NOT NULL,
        CONSTRAINT pk_reconciliation_figures PRIMARY KEY (run_id, dimension, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reconciliation_figures, reconciliation_runs');
  }
}
