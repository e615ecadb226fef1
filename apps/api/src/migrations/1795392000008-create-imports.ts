import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateImports1795392000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imports (
        id uuid NOT NULL,
        site_id text NOT NULL,
        filename text NOT NULL,
        state text NOT NULL,
        bytes bigint NOT NULL DEFAULT 0,
        encoding text,
        delimiter text,
        columns json,
        mapping json,
        row_count integer NOT NULL DEFAULT 0,
        last_line integer NOT NULL DEFAULT 0,
        done_line integer NOT NULL DEFAULT 0,
        done_rows integer NOT NULL DEFAULT 0,
        judged_line integer NOT NULL DEFAULT 0,
        verdicts json,
        deliver text,
        added integer NOT NULL DEFAULT 0,
        revised integer NOT NULL DEFAULT 0,
        queued integer NOT NULL DEFAULT 0,
        trouble text,
        error_code text,
        error_detail text,
        created_at timestamptz NOT NULL,
        alive_at timestamptz NOT NULL,
        rested_at timestamptz,
        rows_removed_at timestamptz,
        CONSTRAINT pk_imports PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE INDEX ix_imports_working ON imports (id)
       WHERE state IN ('uploading', 'checking', 'applying')`);
    await runner.query('CREATE INDEX ix_imports_rested ON imports (rested_at) WHERE rows_removed_at IS NULL');
    await runner.query(`
      CREATE TABLE import_rows (
        import_id uuid NOT NULL,
        line integer NOT NULL,
        cells json NOT NULL,
        CONSTRAINT pk_import_rows PRIMARY KEY (import_id, line)
      )`);
    await runner.query(`
      CREATE TABLE import_verdicts (
        import_id uuid NOT NULL,
        line integer NOT NULL,
        verdict text NOT NULL,
        reason text,
        faulty_column text,
        action text,
        first_line integer,
        user_id bigint,
        course_id bigint,
        completed_at timestamptz,
        identity uuid,
        CONSTRAINT pk_import_verdicts PRIMARY KEY (import_id, line)
      )`);
    await runner.query(
      'CREATE INDEX ix_import_verdicts_verdict ON import_verdicts (import_id, verdict, line)',
    );
    await runner.query(`
      CREATE INDEX ix_import_verdicts_identity ON import_verdicts (import_id, identity, line)
       WHERE identity IS NOT NULL`);
    // Far above every id of Totara's, and below 2^53, which is as far as JSON numbers go.
    await runner.query(
      'CREATE SEQUENCE site_identity_seq AS bigint START WITH 4000000000000 MINVALUE 4000000000000',
    );
    await runner.query(`
      CREATE TABLE site_identities (
        site_id text NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        number bigint NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_site_identities PRIMARY KEY (site_id, kind, key),
        CONSTRAINT uq_site_identities_number UNIQUE (number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE site_identities, import_verdicts, import_rows, imports');
    await runner.query('DROP SEQUENCE site_identity_seq');
  }
}
