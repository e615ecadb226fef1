import { Column, Entity, PrimaryColumn } from 'typeorm';

export type CapturePhase = 'current' | 'history' | 'catch_up' | 'following';

/** How far one site has been read, and what is wrong with it now. Survives restarts, shared by all processes. */
@Entity('capture_positions')
export class CapturePositionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_capture_positions' })
  siteId!: string;

  /** `null` until the site was reached for the first time. */
  @Column({ type: 'text', nullable: true })
  phase!: CapturePhase | null;

  /** The last present and archived row that was read. */
  @Column({ type: 'bigint', default: 0 })
  currentId!: string;

  @Column({ type: 'bigint', default: 0 })
  historyId!: string;

  /** Everything up to here in the change log is done; behind it the overlap begins. */
  @Column({ type: 'bigint', default: 0 })
  logId!: string;

  /** Where the rolling comparison of a site without a change log goes on. */
  @Column({ type: 'bigint', default: 0 })
  rollingId!: string;

  @Column({ type: 'bigint', default: 0 })
  rowsRead!: string;

  /** By the site's own clock. */
  @Column({ type: 'timestamptz', nullable: true })
  firstLoadStartedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  firstLoadFinishedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastReadAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  troubleCode!: string | null;

  @Column({ type: 'text', nullable: true })
  troubleReason!: string | null;

  @Column({ type: 'text', nullable: true })
  troubleAction!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  troubleSince!: Date | null;
}
