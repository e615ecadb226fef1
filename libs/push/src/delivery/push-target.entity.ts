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

  /** When the last hold ended: delivery grows from there on. */
  @Column({ type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;

  /** A pause that a manager asked for, from then on; perhaps in the future. */
  @Column({ type: 'timestamptz', nullable: true })
  pauseFrom!: Date | null;

  /** When the pause ends by itself; `null`: when a manager resumes. */
  @Column({ type: 'timestamptz', nullable: true })
  pauseTo!: Date | null;

  @Column({ type: 'text', nullable: true })
  pauseReason!: string | null;

  @Column({ type: 'text', nullable: true })
  pausedBy!: string | null;

  /** The minute in which the token requests were counted. */
  @Column({ type: 'timestamptz', nullable: true })
  tokenWindow!: Date | null;

  @Column({ type: 'integer', default: 0 })
  tokenRequests!: number;
}
