import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What Oracle calls a person or a course of Totara. */
@Entity('lookup_rows')
@Index('ix_lookup_rows_value', ['tableName', 'value', 'key'])
export class LookupRowEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_lookup_rows' })
  tableName!: string;

  /** Sorted by its bytes, so that every database sorts it alike. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_lookup_rows' })
  key!: string;

  @Column({ type: 'text', collation: 'C' })
  value!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'text' })
  updatedBy!: string;
}
