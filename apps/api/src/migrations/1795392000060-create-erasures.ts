import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `keep_audit_entries()` lets the retention remove what is old; with `erasure`, an erasure may take names out. */
function keepAuditEntries(erasure: string): string {
  return `
    CREATE OR REPLACE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND current_setting('oracle_integration.audit_retention', true) = 'on'
         AND OLD.at < now() - interval '30 days' THEN
        RETURN OLD;
      END IF;
      ${erasure}
      RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
    END $$`;
}

/** Whose entry it is, what it tells and when can never be changed; only the words about it, and only by an erasure. */
const ERASURE = `
  IF TG_OP = 'UPDATE' AND current_setting('oracle_integration.audit_erasure', true) = 'on'
     AND (NEW.id, NEW.at, NEW.action, NEW.actor_kind, NEW.actor_id, NEW.address)
         IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.action, OLD.actor_kind, OLD.actor_id, OLD.address)
     AND (NEW.actor_name = OLD.actor_name OR OLD.actor_kind <> 'manager') THEN
    RETURN NEW;
  END IF;`;

/** People who were erased on request: so that nothing captured later names them again, and the certificates. */
export class CreateErasures1795392000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erased_people (
        site_id text NOT NULL,
        user_id bigint NOT NULL,
        erased_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_erased_people PRIMARY KEY (site_id, user_id)
      )`);
    await runner.query(`
      CREATE TABLE erasures (
        id uuid NOT NULL,
        site_id text NOT NULL,
        user_id bigint NOT NULL,
        requested_by text NOT NULL,
        requested_by_id text,
        requested_from text,
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        terms json,
        removed json NOT NULL,
        ledger_before json NOT NULL,
        ledger_after json,
        delivered integer NOT NULL,
        finished_at timestamptz(3),
        digest text,
        CONSTRAINT pk_erasures PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX ix_erasures_requested_at ON erasures (requested_at, id)');
    await runner.query(`
      CREATE UNIQUE INDEX uq_erasures_person_where_open ON erasures (site_id, user_id) WHERE finished_at IS NULL`);
    await runner.query(keepAuditEntries(ERASURE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(keepAuditEntries(''));
    await runner.query('DROP TABLE erasures, erased_people');
  }
}
