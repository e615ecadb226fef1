import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What managers set, secrets sealed; and the one row by which changes are counted and come one after the other. */
export class CreateSettings1795392000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settings (
        key text NOT NULL,
        value text,
        sealed text,
        version bigint NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NOT NULL,
        CONSTRAINT pk_settings PRIMARY KEY (key),
        CONSTRAINT ck_settings_value CHECK (value IS NULL OR sealed IS NULL)
      )`);
    await runner.query(`
      CREATE TABLE settings_versions (
        id smallint NOT NULL,
        version bigint NOT NULL DEFAULT 0,
        CONSTRAINT pk_settings_versions PRIMARY KEY (id),
        CONSTRAINT ck_settings_versions_id CHECK (id = 1)
      )`);
    await runner.query('INSERT INTO settings_versions (id) VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settings_versions');
    await runner.query('DROP TABLE settings');
  }
}
