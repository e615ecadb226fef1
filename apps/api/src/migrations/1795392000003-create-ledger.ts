import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTallyTriggers, dropTallyTriggers } from './tally-triggers';

const LEDGER_COUNTER = `'ledger.' || status || CASE WHEN is_archived THEN '.archived' ELSE '' END`;

export class CreateLedger1795392000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SEQUENCE completion_change_seq AS bigint');
    await runner.query(`
      CREATE TABLE completion_records (
        id uuid NOT NULL,
        site_id text NOT NULL,
        user_id bigint NOT NULL,
        course_id bigint NOT NULL,
        completed_at timestamptz,
        status text NOT NULL,
        is_archived boolean NOT NULL,
        revision integer NOT NULL,
        change_seq bigint NOT NULL,
        changed_at timestamptz NOT NULL,
        captured_at timestamptz NOT NULL,
        source_table text NOT NULL,
        source_row_id bigint NOT NULL,
        content_hash text NOT NULL,
        public_json json NOT NULL,
        CONSTRAINT pk_completion_records PRIMARY KEY (id),
        CONSTRAINT uq_completion_records_identity UNIQUE (site_id, user_id, course_id, completed_at)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX ix_completion_records_change_seq ON completion_records (change_seq)',
    );
    await runner.query(
      'CREATE INDEX ix_completion_records_changed_at ON completion_records (changed_at, change_seq)',
    );
    await runner.query('CREATE INDEX ix_completion_records_user ON completion_records (user_id, change_seq)');
    await runner.query(
      'CREATE INDEX ix_completion_records_course ON completion_records (course_id, change_seq)',
    );
    await runner.query(`
      CREATE TABLE completion_revisions (
        record_id uuid NOT NULL,
        revision integer NOT NULL,
        public_json json NOT NULL,
        replaced_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_completion_revisions PRIMARY KEY (record_id, revision)
      )`);
    await createTallyTriggers(runner, 'completion_records', LEDGER_COUNTER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTallyTriggers(runner, 'completion_records');
    await runner.query('DROP TABLE completion_revisions, completion_records');
    await runner.query('DROP SEQUENCE completion_change_seq');
  }
}
