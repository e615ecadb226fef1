import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** How often something happened in one hour, as one statement adds it. Append-only, as {@link TallyDeltaEntity} is. */
@Entity('hourly_counts')
@Index('ix_hourly_counts_hour', ['hour'])
export class HourlyCountEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_hourly_counts',
  })
  id!: string;

  /** The beginning of the hour. */
  @Column({ type: 'timestamptz' })
  hour!: Date;

  @Column({ type: 'text' })
  counter!: string;

  @Column({ type: 'bigint' })
  delta!: string;
}
