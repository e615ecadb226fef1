import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which policies a comparison counted what is kept back; the version before it does not know, and says nothing. */
export class NoteCountingPolicy1795392000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciliation_runs ADD COLUMN policy text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reconciliation_runs DROP COLUMN policy');
  }
}
