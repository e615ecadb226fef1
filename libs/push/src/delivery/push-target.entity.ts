import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TroubleCode } from './trouble';

/** One system that is delivered to: whether it is in trouble, and when it was last delivered to. */
@Entity('push_targets')
export class PushTargetEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_push_targets' })
  name!: string;

  /** Set while the target is in trouble. */
  @Column({ type: 'text', nullable: true })
  holdCode!: TroubleCode | null;

  @Column({ type: 'text', nullable: true })
  holdDetail!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  holdSince!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  nextProbeAt!: Date | null;

  /** Probes in a row that found the trouble still there. */
  @Column({ type: 'integer', default: 0 })
  failedProbes!: number;

  @Column({ type: 'timestamptz', nullable: true })
  lastDeliveryAt!: Date | null;
}
