import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log of Pull, in a partition a day like the log of deliveries. */
export class CreatePullRequests1795392000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pull_requests (
        requested_at timestamptz NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        token_id uuid NOT NULL,
        consumer_id integer NOT NULL,
        address text NOT NULL,
        filters text NOT NULL,
        status smallint NOT NULL,
        record_count integer NOT NULL,
        bytes bigint NOT NULL,
        duration_ms integer NOT NULL,
        is_complete boolean NOT NULL,
        CONSTRAINT pk_pull_requests PRIMARY KEY (requested_at, id)
      ) PARTITION BY RANGE (requested_at)`);
    // Whatever belongs to no day that has a partition yet: nothing is refused, and it moves when the day gets one.
    await runner.query('CREATE TABLE pull_requests_rest PARTITION OF pull_requests DEFAULT');
    await runner.query(
      'CREATE INDEX ix_pull_requests_consumer ON pull_requests (consumer_id, requested_at, id)',
    );
    await runner.query('CREATE INDEX ix_pull_requests_token ON pull_requests (token_id, requested_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pull_requests');
  }
}
