import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outside systems acknowledged, beside where completions stand. */
export class CountAcknowledged1795392000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE reconciliation_figures ADD COLUMN acknowledged bigint NOT NULL DEFAULT 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciliation_figures DROP COLUMN acknowledged');
  }
}
