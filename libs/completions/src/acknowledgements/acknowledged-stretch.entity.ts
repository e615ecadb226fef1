import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A stretch of the change feed in which a consumer has acknowledged every record that meets some filters.
 *
 * It stays true for ever: acknowledgements are never taken back, and a new revision takes its record to a later place.
 * So a work list passes over it without looking.
 */
@Entity('acknowledged_stretches')
export class AcknowledgedStretchEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_acknowledged_stretches' })
  consumerId!: number;

  /** Digest of the filters. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_acknowledged_stretches' })
  filters!: Buffer;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_acknowledged_stretches' })
  throughSeq!: string;

  @Column({ type: 'bigint' })
  afterSeq!: string;
}
