import type { AcknowledgementOutcome } from '@oracle-integration/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a consumer had said of a revision before it said something else of the same one. */
@Entity('acknowledgement_changes')
export class AcknowledgementChangeEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_acknowledgement_changes' })
  recordId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_acknowledgement_changes' })
  revision!: number;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_acknowledgement_changes' })
  consumerId!: number;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_acknowledgement_changes' })
  acknowledgedAt!: Date;

  @Column({ type: 'text' })
  outcome!: AcknowledgementOutcome;

  @Column({ type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  replacedAt!: Date;
}
