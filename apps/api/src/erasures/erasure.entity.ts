import type { ErasureCounts, ErasureLedgerCounts } from '@oracle-integration/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One request to erase a person, and what came of it. Once it is done it names nobody but by their number. */
@Entity('erasures')
@Index('ix_erasures_requested_at', ['requestedAt', 'id'])
@Index('uq_erasures_person_where_open', ['siteId', 'userId'], { unique: true, where: 'finished_at IS NULL' })
export class ErasureEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_erasures' })
  id!: string;

  @Column({ type: 'text' })
  siteId!: string;

  @Column({ type: 'bigint' })
  userId!: string;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'text', nullable: true })
  requestedById!: string | null;

  @Column({ type: 'text', nullable: true })
  requestedFrom!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  requestedAt!: Date;

  /** What the person is known by, for as long as it is needed to find them. */
  @Column({ type: 'json', nullable: true })
  terms!: string[] | null;

  @Column({ type: 'json' })
  removed!: ErasureCounts;

  @Column({ type: 'json' })
  ledgerBefore!: ErasureLedgerCounts;

  @Column({ type: 'json', nullable: true })
  ledgerAfter!: ErasureLedgerCounts | null;

  @Column({ type: 'integer' })
  delivered!: number;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  digest!: string | null;
}
