import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the policies keep back, beside what a backfill would queue.
 *
 * The default lets the version before it go on counting: to it both are the same.
 */
export class CountKeptBack1795392000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciliation_figures ADD COLUMN kept_back bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciliation_figures DROP COLUMN kept_back');
  }
}
