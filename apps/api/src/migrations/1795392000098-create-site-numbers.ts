import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of people and courses that Totara keeps in job assignments and custom fields, asked for at delivery. */
export class CreateSiteNumbers1795392000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site_numbers (
        site_id text NOT NULL,
        kind text NOT NULL,
        source text NOT NULL,
        member_id bigint NOT NULL,
        number text NOT NULL,
        CONSTRAINT pk_site_numbers PRIMARY KEY (site_id, kind, source, member_id),
        CONSTRAINT ck_site_numbers_kind CHECK (kind IN ('people', 'courses'))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE site_numbers');
  }
}
