import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an installation is at home, so that a copy of its database can be told from itself. */
export class AddInstallationHome1795392000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE installations
        ADD COLUMN home_server text,
        ADD COLUMN home_database text,
        ADD COLUMN home_addresses text[] NOT NULL DEFAULT '{}',
        ADD COLUMN copy_since timestamptz,
        ADD COLUMN copy_sign text,
        ADD COLUMN copy_address text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE installations
        DROP COLUMN home_server, DROP COLUMN home_database, DROP COLUMN home_addresses,
        DROP COLUMN copy_since, DROP COLUMN copy_sign, DROP COLUMN copy_address`);
  }
}
