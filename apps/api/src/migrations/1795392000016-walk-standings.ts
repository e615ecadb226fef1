import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists of the rows behind a figure of the reconciliation walk on: the days, and the rows that stand twice. */
export class WalkStandings1795392000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_completion_records_completed_at ON completion_records (completed_at, id)
       WHERE status IN ('complete', 'completeviarpl')`);
    await runner.query(`
      CREATE INDEX ix_source_rows_duplicates ON source_rows (site_id, source_table, row_id)
       WHERE skipped = 'duplicate'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_source_rows_duplicates, ix_completion_records_completed_at');
  }
}
