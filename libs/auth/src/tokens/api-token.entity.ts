import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What an outside system shows instead of a log-in. Only its hash is kept. */
@Entity('api_tokens')
@Unique('uq_api_tokens_token_hash', ['tokenHash'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_tokens' })
  id!: string;

  /** Who uses it, in a manager's words. */
  @Column({ type: 'text' })
  label!: string;

  /** SHA-256: the token is 256 random bits, which no slow hash could make harder to guess. */
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
