import type { PullRequestKind } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One request of an outside system. Append-only, in a partition a day. */
@Entity('pull_requests')
@Index('ix_pull_requests_consumer', ['consumerId', 'requestedAt', 'id'])
@Index('ix_pull_requests_token', ['tokenId', 'requestedAt', 'id'])
export class PullRequestEntity {
  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_pull_requests' })
  requestedAt!: Date;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_pull_requests' })
  id!: string;

  @Column({ type: 'text' })
  kind!: PullRequestKind;

  @Column({ type: 'uuid' })
  tokenId!: string;

  @Column({ type: 'integer' })
  consumerId!: number;

  @Column({ type: 'text' })
  address!: string;

  /** The query string without the cursor. */
  @Column({ type: 'text' })
  filters!: string;

  @Column({ type: 'smallint' })
  status!: number;

  @Column({ type: 'integer' })
  recordCount!: number;

  @Column({ type: 'bigint' })
  bytes!: string;

  @Column({ type: 'integer' })
  durationMs!: number;

  /** Whether the reader stayed to the end. */
  @Column({ type: 'boolean' })
  isComplete!: boolean;
}
