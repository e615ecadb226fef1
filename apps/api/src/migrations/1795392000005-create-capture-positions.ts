import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCapturePositions1795392000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE capture_positions (
        site_id text NOT NULL,
        phase text,
        current_id bigint NOT NULL DEFAULT 0,
        history_id bigint NOT NULL DEFAULT 0,
        log_id bigint NOT NULL DEFAULT 0,
        rolling_id bigint NOT NULL DEFAULT 0,
        rows_read bigint NOT NULL DEFAULT 0,
        first_load_started_at timestamptz,
        first_load_finished_at timestamptz,
        last_read_at timestamptz,
        trouble_code text,
        trouble_reason text,
        trouble_action text,
        trouble_since timestamptz,
        CONSTRAINT pk_capture_positions PRIMARY KEY (site_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE capture_positions');
  }
}
