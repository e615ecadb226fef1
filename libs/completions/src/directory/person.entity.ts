import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person of the ledger as they were told last, with the words they are found by. */
@Entity('people')
@Index('ix_people_sort_name', ['sortName', 'siteId', 'userId'])
// A GIN index, which TypeORM cannot describe.
@Index('ix_people_words', { synchronize: false })
export class PersonEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_people' })
  siteId!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_people' })
  userId!: string;

  @Column({ type: 'tsvector' })
  words!: string;

  /** Last name first, as words are made; sorted by its bytes, so that every database sorts it alike. */
  @Column({ type: 'text', collation: 'C' })
  sortName!: string;

  /** As in the records: `user` of the public JSON. */
  @Column({ type: 'json' })
  publicJson!: unknown;
}
