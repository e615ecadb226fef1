import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ConsumerEntity } from './consumer.entity';

/** What an outside system shows instead of a log-in. Only its hash is kept. */
@Entity('api_tokens')
@Unique('uq_api_tokens_token_hash', ['tokenHash'])
export class ApiTokenEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_api_tokens' })
  id!: string;

  /** Who uses it, in a manager's words. */
  @Column({ type: 'text' })
  label!: string;

  @Column({ type: 'integer' })
  consumerId!: number;

  @ManyToOne(() => ConsumerEntity)
  @JoinColumn({ name: 'consumer_id', foreignKeyConstraintName: 'fk_api_tokens_consumer_id' })
  consumer?: ConsumerEntity;

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
