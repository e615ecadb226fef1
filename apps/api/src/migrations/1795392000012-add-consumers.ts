import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who pulls, apart from the token it does so with: a token that is replaced leaves its consumer's work list alone. */
export class AddConsumers1795392000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumers (
        id integer GENERATED ALWAYS AS IDENTITY,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_consumers PRIMARY KEY (id),
        CONSTRAINT uq_consumers_name UNIQUE (name)
      )`);
    await runner.query('ALTER TABLE api_tokens ADD COLUMN consumer_id integer');
    await runner.query('INSERT INTO consumers (name) SELECT DISTINCT label FROM api_tokens ORDER BY label');
    await runner.query(
      'UPDATE api_tokens SET consumer_id = consumers.id FROM consumers WHERE consumers.name = api_tokens.label',
    );
    await runner.query(`
      ALTER TABLE api_tokens
        ALTER COLUMN consumer_id SET NOT NULL,
        ADD CONSTRAINT fk_api_tokens_consumer_id FOREIGN KEY (consumer_id) REFERENCES consumers (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_tokens DROP COLUMN consumer_id');
    await runner.query('DROP TABLE consumers');
  }
}
