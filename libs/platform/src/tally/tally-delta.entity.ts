import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One change of one counter, written by a trigger in the transaction that changed the rows.
 *
 * Append-only on purpose: a counter row that every transaction updates would make them all wait for each other.
 */
@Entity('tally_deltas')
@Index('ix_tally_deltas_counter', ['counter'])
export class TallyDeltaEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_tally_deltas',
  })
  id!: string;

  /** `<table>.<state>`, for example `queue.sent`. */
  @Column({ type: 'text' })
  counter!: string;

  @Column({ type: 'bigint' })
  delta!: string;
}
