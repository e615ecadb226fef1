import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A course of the ledger as it was told last, with the words it is found by. */
@Entity('courses')
// A GIN index, which TypeORM cannot describe.
@Index('ix_courses_words', { synchronize: false })
export class CourseEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_courses' })
  siteId!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_courses' })
  courseId!: string;

  @Column({ type: 'tsvector' })
  words!: string;

  /** As in the records: `course` of the public JSON. */
  @Column({ type: 'json' })
  publicJson!: unknown;
}
