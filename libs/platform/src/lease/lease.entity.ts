import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What only one process may do at a time, for example read the Totara site. */
@Entity('leases')
export class LeaseEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_leases' })
  name!: string;

  /** The fencing token of the present holder. */
  @Column({ type: 'uuid' })
  token!: string;

  @Column({ type: 'text' })
  holder!: string;

  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
