import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something was tried lately. The shape is that of rate-limiter-flexible, which reads and writes it. */
@Entity('sign_in_limits')
export class SignInLimitEntity {
  @PrimaryColumn({ type: 'varchar', length: 255, primaryKeyConstraintName: 'pk_sign_in_limits' })
  key!: string;

  @Column({ type: 'integer', default: 0 })
  points!: number;

  /** Milliseconds since 1970, on the clock of the process. */
  @Column({ type: 'bigint', nullable: true })
  expire!: string | null;
}
