import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files with which completions of the past are loaded into Oracle, and what they hold. */
export class CreateHistoryFiles1795392000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE history_files (
        id uuid NOT NULL,
        state text NOT NULL,
        "order" json NOT NULL,
        rules json NOT NULL,
        position json,
        pages integer NOT NULL DEFAULT 0,
        selected bigint NOT NULL DEFAULT 0,
        written bigint NOT NULL DEFAULT 0,
        left_out bigint NOT NULL DEFAULT 0,
        reasons json NOT NULL DEFAULT '[]',
        parts integer NOT NULL DEFAULT 0,
        part_lines integer NOT NULL DEFAULT 0,
        bytes bigint NOT NULL DEFAULT 0,
        is_kept boolean NOT NULL DEFAULT true,
        failures integer NOT NULL DEFAULT 0,
        failure text,
        requested_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT pk_history_files PRIMARY KEY (id),
        CONSTRAINT ck_history_files_state CHECK (state IN ('running', 'finished', 'cancelled', 'failed', 'removed'))
      )`);
    await runner.query('CREATE INDEX ix_history_files_created_at ON history_files (created_at, id)');
    await runner.query(
      `CREATE UNIQUE INDEX uq_history_files_state_where_running ON history_files (state) WHERE state = 'running'`,
    );
    await runner.query(
      'CREATE INDEX ix_history_files_finished_at_where_kept ON history_files (finished_at) WHERE is_kept',
    );
    await runner.query(`
      CREATE TABLE history_file_chunks (
        file_id uuid NOT NULL,
        number integer NOT NULL,
        part integer NOT NULL,
        first_line integer NOT NULL,
        lines integer NOT NULL,
        content text NOT NULL,
        report text NOT NULL,
        record_ids uuid[] NOT NULL,
        revisions integer[] NOT NULL,
        people bigint[] NOT NULL,
        CONSTRAINT pk_history_file_chunks PRIMARY KEY (file_id, number),
        CONSTRAINT fk_history_file_chunks_file FOREIGN KEY (file_id) REFERENCES history_files (id) ON DELETE CASCADE
      )`);
    await runner.query(
      'CREATE INDEX ix_history_file_chunks_part ON history_file_chunks (file_id, part, number)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_file_chunks, history_files');
  }
}
