import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PreflightScope, PreflightState, SettingChanges } from '@oracle-integration/contracts';
import type { PreflightFindings } from './preflight-findings';

/** What was asked for. */
export interface PreflightOrder {
  readonly scope: PreflightScope;
  readonly from: string | null;
  readonly to: string | null;
  readonly courseIds: number[] | null;
  readonly values: SettingChanges;
}

/** A look at what would be sent, and what came of it. */
@Entity('mapping_preflights')
@Index('ix_mapping_preflights_created_at', ['createdAt'])
@Check('ck_mapping_preflights_state', "state IN ('running', 'finished', 'cancelled', 'failed')")
export class PreflightEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_mapping_preflights' })
  id!: string;

  @Column({ type: 'text' })
  state!: PreflightState;

  @Column({ type: 'json' })
  order!: PreflightOrder;

  /** The change of the ledger up to which it has looked. */
  @Column({ type: 'bigint', default: 0 })
  position!: string;

  @Column({ type: 'json' })
  findings!: PreflightFindings;

  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
