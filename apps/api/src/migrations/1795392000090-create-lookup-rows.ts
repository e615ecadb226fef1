import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Oracle calls the people and courses of Totara: found by key at delivery, by either column in the panel. */
export class CreateLookupRows1795392000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lookup_rows (
        table_name text NOT NULL,
        key text COLLATE "C" NOT NULL,
        value text COLLATE "C" NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NOT NULL,
        CONSTRAINT pk_lookup_rows PRIMARY KEY (table_name, key)
      )`);
    await runner.query('CREATE INDEX ix_lookup_rows_value ON lookup_rows (table_name, value, key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE lookup_rows');
  }
}
