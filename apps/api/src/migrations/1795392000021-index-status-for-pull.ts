import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pull by status: without it, whoever asks for the few that are revoked has the whole ledger read. */
export class IndexStatusForPull1795392000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX ix_completion_records_status ON completion_records (status, change_seq)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_completion_records_status');
  }
}
