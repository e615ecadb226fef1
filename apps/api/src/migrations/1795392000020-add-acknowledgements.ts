import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What consumers say of the completions that they pulled, and the places of the feed that their work lists pass over. */
export class AddAcknowledgements1795392000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE acknowledgements (
        record_id uuid NOT NULL,
        revision integer NOT NULL,
        consumer_id integer NOT NULL,
        change_seq bigint,
        outcome text NOT NULL,
        external_id text,
        reason text,
        acknowledged_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_acknowledgements PRIMARY KEY (record_id, revision, consumer_id)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX ix_acknowledgements_consumer ON acknowledgements (consumer_id, change_seq)',
    );
    await runner.query(`
      CREATE INDEX ix_acknowledgements_rejected
        ON acknowledgements (acknowledged_at, record_id, revision, consumer_id) WHERE outcome = 'rejected'`);
    await runner.query(`
      CREATE INDEX ix_acknowledgements_consumer_rejected
        ON acknowledgements (consumer_id, acknowledged_at, record_id, revision) WHERE outcome = 'rejected'`);
    await runner.query(`
      CREATE TABLE acknowledgement_changes (
        record_id uuid NOT NULL,
        revision integer NOT NULL,
        consumer_id integer NOT NULL,
        acknowledged_at timestamptz NOT NULL,
        outcome text NOT NULL,
        external_id text,
        reason text,
        replaced_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_acknowledgement_changes PRIMARY KEY (record_id, revision, consumer_id, acknowledged_at)
      )`);
    await runner.query(`
      CREATE TABLE acknowledged_stretches (
        consumer_id integer NOT NULL,
        filters bytea NOT NULL,
        through_seq bigint NOT NULL,
        after_seq bigint NOT NULL,
        CONSTRAINT pk_acknowledged_stretches PRIMARY KEY (consumer_id, filters, through_seq)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE acknowledged_stretches, acknowledgement_changes, acknowledgements');
  }
}
