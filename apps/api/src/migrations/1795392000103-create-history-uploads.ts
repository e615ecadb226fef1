import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How history files are loaded into Oracle: how far each has come, what Oracle says, and what it refused. */
export class CreateHistoryUploads1795392000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE history_uploads (
        file_id uuid NOT NULL,
        run integer NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 0,
        state text NOT NULL,
        step text NOT NULL,
        part integer NOT NULL DEFAULT 1,
        content_id text,
        is_asked boolean NOT NULL DEFAULT false,
        data_set_id text,
        data_set_status text,
        counts json,
        messages_read integer NOT NULL DEFAULT 0,
        chunk integer NOT NULL DEFAULT -1,
        parts_loaded integer NOT NULL DEFAULT 0,
        loaded bigint NOT NULL DEFAULT 0,
        refused bigint NOT NULL DEFAULT 0,
        unprocessed bigint NOT NULL DEFAULT 0,
        tries integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        step_since timestamptz NOT NULL DEFAULT now(),
        failure text,
        started_by text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT pk_history_uploads PRIMARY KEY (file_id),
        CONSTRAINT fk_history_uploads_file FOREIGN KEY (file_id) REFERENCES history_files (id) ON DELETE CASCADE,
        CONSTRAINT ck_history_uploads_state CHECK (state IN ('running', 'finished', 'failed')),
        CONSTRAINT ck_history_uploads_step
          CHECK (step IN ('clear', 'send', 'create', 'poll', 'read', 'refuse', 'load'))
      )`);
    await runner.query(
      `CREATE INDEX ix_history_uploads_next_at_where_running ON history_uploads (next_at) WHERE state = 'running'`,
    );
    await runner.query(`
      CREATE TABLE history_upload_messages (
        file_id uuid NOT NULL,
        number integer NOT NULL,
        file_line integer,
        source_system_id text,
        text text NOT NULL,
        CONSTRAINT pk_history_upload_messages PRIMARY KEY (file_id, number),
        CONSTRAINT fk_history_upload_messages_upload
          FOREIGN KEY (file_id) REFERENCES history_uploads (file_id) ON DELETE CASCADE
      )`);
    await runner.query(
      'CREATE INDEX ix_history_upload_messages_record ON history_upload_messages (file_id, source_system_id)',
    );
    await runner.query(
      'CREATE INDEX ix_history_upload_messages_line ON history_upload_messages (file_id, file_line)',
    );
    // They go with the chunk that names the same people: what an erasure or a manager removes of a file takes them along.
    await runner.query(`
      CREATE TABLE history_upload_refusals (
        file_id uuid NOT NULL,
        chunk integer NOT NULL,
        place integer NOT NULL,
        part integer NOT NULL,
        line integer NOT NULL,
        record_id uuid NOT NULL,
        revision integer NOT NULL,
        record_number text NOT NULL,
        source_system_id text NOT NULL,
        text text NOT NULL,
        CONSTRAINT pk_history_upload_refusals PRIMARY KEY (file_id, chunk, place),
        CONSTRAINT fk_history_upload_refusals_chunk
          FOREIGN KEY (file_id, chunk) REFERENCES history_file_chunks (file_id, number) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_upload_refusals, history_upload_messages, history_uploads');
  }
}
