import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who did what. A row is never changed, and is removed by nothing but the retention, which says so in its transaction
 * and may not touch the last thirty days.
 */
export class CreateAudit1795392000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        action text NOT NULL,
        actor_kind text NOT NULL,
        actor_id text,
        actor_name text NOT NULL,
        address text,
        target text,
        details jsonb NOT NULL,
        words tsvector NOT NULL,
        CONSTRAINT pk_audit_entries PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX ix_audit_entries_at ON audit_entries (at, id)');
    await runner.query('CREATE INDEX ix_audit_entries_action ON audit_entries (action, at, id)');
    await runner.query('CREATE INDEX ix_audit_entries_actor_name ON audit_entries (actor_name, at, id)');
    await runner.query('CREATE INDEX ix_audit_entries_words ON audit_entries USING gin (words)');
    await runner.query(`
      CREATE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('oracle_integration.audit_retention', true) = 'on'
           AND OLD.at < now() - interval '30 days' THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(`
      CREATE TRIGGER keep_audit_entries BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION keep_audit_entries()`);
    await runner.query(`
      CREATE TRIGGER keep_all_audit_entries BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_entries()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entries');
    await runner.query('DROP FUNCTION keep_audit_entries');
  }
}
