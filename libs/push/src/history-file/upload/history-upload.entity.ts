import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { HistoryUploadState } from '@oracle-integration/contracts';
import { HistoryFileEntity } from '../history-file.entity';

/** What is to be done next with the part of a file that is in hand. */
export const UPLOAD_STEPS = [
  /** What an earlier run left behind is removed. */
  'clear',
  'send',
  /** Oracle is told to make a data set of what was sent. */
  'create',
  'poll',
  /** What Oracle says of the lines is read. */
  'read',
  /** Lines that Oracle refused are noted in the queue. */
  'refuse',
  /** Lines that Oracle loaded are noted in the queue. */
  'load',
] as const;
export type UploadStep = (typeof UPLOAD_STEPS)[number];

/** What Oracle counts of a data set. */
export interface DataSetCounts {
  readonly loaded: number;
  readonly refused: number;
  readonly unprocessed: number;
}

/** How far the loading of a file has come. Nothing of it stands in memory: any process goes on with it. */
@Entity('history_uploads')
@Index('ix_history_uploads_next_at_where_running', ['nextAt'], { where: `state = 'running'` })
@Check('ck_history_uploads_state', "state IN ('running', 'finished', 'failed')")
@Check('ck_history_uploads_step', "step IN ('clear', 'send', 'create', 'poll', 'read', 'refuse', 'load')")
export class HistoryUploadEntity {
  @ForeignKey(() => HistoryFileEntity, { name: 'fk_history_uploads_file', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_history_uploads' })
  fileId!: string;

  /** How often it was asked for; data sets of different runs have different names. */
  @Column({ type: 'integer', default: 1 })
  run!: number;

  /** Counts what was noted, so that nobody writes over what another process noted meanwhile. */
  @Column({ type: 'integer', default: 0 })
  version!: number;

  @Column({ type: 'text' })
  state!: HistoryUploadState;

  @Column({ type: 'text' })
  step!: UploadStep;

  @Column({ type: 'integer', default: 1 })
  part!: number;

  /** By which Oracle knows what was sent. */
  @Column({ type: 'text', nullable: true })
  contentId!: string | null;

  /** A data set may be there: its making was asked for, and the answer is not known. */
  @Column({ type: 'boolean', default: false })
  isAsked!: boolean;

  @Column({ type: 'text', nullable: true })
  dataSetId!: string | null;

  @Column({ type: 'text', nullable: true })
  dataSetStatus!: string | null;

  @Column({ type: 'json', nullable: true })
  counts!: DataSetCounts | null;

  @Column({ type: 'integer', default: 0 })
  messagesRead!: number;

  /** The chunk of the part that was gone through last. */
  @Column({ type: 'integer', default: -1 })
  chunk!: number;

  @Column({ type: 'integer', default: 0 })
  partsLoaded!: number;

  @Column({ type: 'bigint', default: 0 })
  loaded!: string;

  @Column({ type: 'bigint', default: 0 })
  refused!: string;

  @Column({ type: 'bigint', default: 0 })
  unprocessed!: string;

  /** Of the present step, in a row. */
  @Column({ type: 'integer', default: 0 })
  tries!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  nextAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  stepSince!: Date;

  /** Why it failed; while it is running, what is in its way. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ type: 'text' })
  startedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
