import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whom the ledger must not name again, whatever a source tells. By the number that its records bear anyway. */
@Entity('erased_people')
export class ErasedPersonEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_erased_people' })
  siteId!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_erased_people' })
  userId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  erasedAt!: Date;
}
