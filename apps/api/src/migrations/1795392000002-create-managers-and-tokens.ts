import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateManagersAndTokens1795392000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE managers (
        id uuid NOT NULL,
        email text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_managers PRIMARY KEY (id),
        CONSTRAINT uq_managers_email UNIQUE (email)
      )`);
    await runner.query(`
      CREATE TABLE sessions (
        token_hash bytea NOT NULL,
        manager_id uuid NOT NULL,
        csrf_token text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_sessions PRIMARY KEY (token_hash),
        CONSTRAINT fk_sessions_manager_id FOREIGN KEY (manager_id) REFERENCES managers (id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)');
    await runner.query(`
      CREATE TABLE api_tokens (
        id uuid NOT NULL,
        label text NOT NULL,
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT pk_api_tokens PRIMARY KEY (id),
        CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_tokens, sessions, managers');
  }
}
