import type { ManagerRole } from '@oracle-integration/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who may open the control panel. */
@Entity('managers')
@Unique('uq_managers_email', ['email'])
export class ManagerEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_managers' })
  id!: string;

  /** In lower case. */
  @Column({ type: 'text' })
  email!: string;

  /** argon2id, with its parameters and salt. */
  @Column({ type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text' })
  role!: ManagerRole;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
