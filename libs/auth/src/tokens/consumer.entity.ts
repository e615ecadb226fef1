import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An outside system that pulls. What it acknowledged is its own, whichever of its tokens it used. */
@Entity('consumers')
@Unique('uq_consumers_name', ['name'])
export class ConsumerEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_consumers',
  })
  id!: number;

  /** In a manager's words. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
