import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The count behind the rate limits that all processes share. Unlogged: after a crash everybody starts anew. */
export class CreateRateBudgets1795392000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE rate_budgets (
        key text NOT NULL,
        window_ends_at timestamptz NOT NULL,
        taken integer NOT NULL,
        granted integer NOT NULL,
        CONSTRAINT pk_rate_budgets PRIMARY KEY (key)
      ) WITH (fillfactor = 50)`);
    await runner.query('CREATE INDEX ix_rate_budgets_window_ends_at ON rate_budgets (window_ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_budgets');
  }
}
