import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a token may do, from where and until when; how a list tells it from others; who generated and ended it. */
export class AddApiTokenLimits1795392000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_tokens
        ADD COLUMN hint text,
        ADD COLUMN scopes text[],
        ADD COLUMN allowed_addresses text[],
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN created_by text,
        ADD COLUMN last_used_from text,
        ADD COLUMN revoked_by text,
        ADD COLUMN replaced_by uuid,
        ADD CONSTRAINT fk_api_tokens_replaced_by FOREIGN KEY (replaced_by) REFERENCES api_tokens (id)`);
    await runner.query(
      `UPDATE api_tokens SET scopes = '{read,ack}', allowed_addresses = '{}', expires_at = revoked_at`,
    );
    await runner.query(
      'ALTER TABLE api_tokens ALTER COLUMN scopes SET NOT NULL, ALTER COLUMN allowed_addresses SET NOT NULL',
    );
    // Read backwards: those that never end, those that end last, then those that ended last.
    await runner.query('CREATE INDEX ix_api_tokens_expires_at ON api_tokens (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_api_tokens_expires_at');
    await runner.query(`
      ALTER TABLE api_tokens
        DROP COLUMN hint, DROP COLUMN scopes, DROP COLUMN allowed_addresses, DROP COLUMN expires_at,
        DROP COLUMN created_by, DROP COLUMN last_used_from, DROP COLUMN revoked_by, DROP COLUMN replaced_by`);
  }
}
