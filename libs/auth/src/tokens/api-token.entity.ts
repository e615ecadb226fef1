import type { ApiTokenScope } from '@oracle-integration/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ConsumerEntity } from './consumer.entity';

/** What an outside system shows instead of a log-in. Only its hash is kept. */
@Entity('api_tokens')
@Unique('uq_api_tokens_token_hash', ['tokenHash'])
@Index('ix_api_tokens_expires_at', ['expiresAt'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_tokens' })
  id!: string;

  /** What a manager calls it. */
  @Column({ type: 'text' })
  label!: string;

  /** Its public beginning; one that came by the environment has none. */
  @Column({ type: 'text', nullable: true })
  hint!: string | null;

  @Column({ type: 'integer' })
  consumerId!: number;

  @ManyToOne(() => ConsumerEntity)
  @JoinColumn({ name: 'consumer_id', foreignKeyConstraintName: 'fk_api_tokens_consumer_id' })
  consumer?: ConsumerEntity;

  /** SHA-256: the token is 256 random bits, which no slow hash could make harder to guess. */
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ type: 'text', array: true })
  scopes!: ApiTokenScope[];

  /** Each in one spelling; none means any address. */
  @Column({ type: 'text', array: true })
  allowedAddresses!: string[];

  /** When it ends, or ended: revoking moves it to that moment. */
  @Column({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'text', nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  lastUsedFrom!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  revokedBy!: string | null;

  @Column({ type: 'uuid', nullable: true })
  replacedBy!: string | null;

  @ManyToOne(() => ApiTokenEntity)
  @JoinColumn({ name: 'replaced_by', foreignKeyConstraintName: 'fk_api_tokens_replaced_by' })
  replacement?: ApiTokenEntity;
}
