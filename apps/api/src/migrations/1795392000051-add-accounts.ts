import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that are invited, disabled and signed in by an identity provider; sessions that can be told apart. */
export class AddAccounts1795392000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE managers
        ALTER COLUMN password_hash DROP NOT NULL,
        ADD COLUMN name text,
        ADD COLUMN is_enabled boolean NOT NULL DEFAULT true,
        ADD COLUMN sso_issuer text,
        ADD COLUMN sso_subject text,
        ADD COLUMN last_signed_in_at timestamptz,
        ADD CONSTRAINT uq_managers_sso_issuer_sso_subject UNIQUE (sso_issuer, sso_subject)`);
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN method text NOT NULL DEFAULT 'password',
        ADD COLUMN address text,
        ADD COLUMN user_agent text,
        ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(),
        ADD CONSTRAINT uq_sessions_id UNIQUE (id)`);
    await runner.query('ALTER TABLE sessions ALTER COLUMN id DROP DEFAULT');
    await runner.query('CREATE INDEX ix_sessions_manager_id ON sessions (manager_id)');
    await runner.query(`
      CREATE TABLE invitations (
        id uuid NOT NULL,
        kind text NOT NULL,
        email text NOT NULL,
        role text NOT NULL,
        manager_id uuid,
        token_hash bytea NOT NULL,
        invited_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_invitations PRIMARY KEY (id),
        CONSTRAINT uq_invitations_email UNIQUE (email),
        CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash),
        CONSTRAINT fk_invitations_manager_id FOREIGN KEY (manager_id) REFERENCES managers (id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE TABLE sign_in_limits (
        key varchar(255) NOT NULL,
        points integer NOT NULL DEFAULT 0,
        expire bigint,
        CONSTRAINT pk_sign_in_limits PRIMARY KEY (key)
      )`);
    await runner.query(`
      CREATE TABLE sso_flows (
        state_hash bytea NOT NULL,
        browser_hash bytea NOT NULL,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_to text NOT NULL,
        manager_id uuid,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_sso_flows PRIMARY KEY (state_hash),
        CONSTRAINT fk_sso_flows_manager_id FOREIGN KEY (manager_id) REFERENCES managers (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_sso_flows_expires_at ON sso_flows (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sso_flows, sign_in_limits, invitations');
    await runner.query('DROP INDEX ix_sessions_manager_id');
    await runner.query(`
      ALTER TABLE sessions
        DROP COLUMN id, DROP COLUMN method, DROP COLUMN address, DROP COLUMN user_agent, DROP COLUMN last_used_at`);
    // An account without a password is opened by nothing that the older service knows.
    await runner.query('DELETE FROM managers WHERE password_hash IS NULL');
    await runner.query(`
      ALTER TABLE managers
        ALTER COLUMN password_hash SET NOT NULL,
        DROP COLUMN name, DROP COLUMN is_enabled, DROP COLUMN sso_issuer, DROP COLUMN sso_subject,
        DROP COLUMN last_signed_in_at`);
  }
}
