import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at what would be sent by a mapping, and what came of them. */
export class CreateMappingPreflights1795392000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mapping_preflights (
        id uuid NOT NULL,
        state text NOT NULL,
        "order" json NOT NULL,
        position bigint NOT NULL DEFAULT 0,
        findings json NOT NULL,
        failure text,
        requested_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CONSTRAINT pk_mapping_preflights PRIMARY KEY (id),
        CONSTRAINT ck_mapping_preflights_state CHECK (state IN ('running', 'finished', 'cancelled', 'failed'))
      )`);
    await runner.query('CREATE INDEX ix_mapping_preflights_created_at ON mapping_preflights (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mapping_preflights');
  }
}
