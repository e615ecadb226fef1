import type { AcknowledgementOutcome } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a consumer said last of one revision of a record. */
@Entity('acknowledgements')
@Index('ix_acknowledgements_consumer', ['consumerId', 'changeSeq'], { unique: true })
@Index('ix_acknowledgements_rejected', ['acknowledgedAt', 'recordId', 'revision', 'consumerId'], {
  where: `outcome = 'rejected'`,
})
@Index('ix_acknowledgements_consumer_rejected', ['consumerId', 'acknowledgedAt', 'recordId', 'revision'], {
  where: `outcome = 'rejected'`,
})
export class AcknowledgementEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_acknowledgements' })
  recordId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_acknowledgements' })
  revision!: number;

  /** Whose word it is. The consumers themselves belong to the API tokens. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_acknowledgements' })
  consumerId!: number;

  /** The place of the revision in the change feed; `null` of one that was not the present one any more. */
  @Column({ type: 'bigint', nullable: true })
  changeSeq!: string | null;

  @Column({ type: 'text' })
  outcome!: AcknowledgementOutcome;

  @Column({ type: 'text', nullable: true })
  externalId!: string | null;

  /** In the consumer's own words. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  acknowledgedAt!: Date;
}
