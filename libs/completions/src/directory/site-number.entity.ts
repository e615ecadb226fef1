import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A number that a site keeps of a person or a course and no completion shows. In no public JSON. */
@Entity('site_numbers')
@Check('ck_site_numbers_kind', "kind IN ('people', 'courses')")
export class SiteNumberEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_numbers' })
  siteId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_numbers' })
  kind!: string;

  /** Where in Totara it was read from: `profile:staffno` for example. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_numbers' })
  source!: string;

  /** The Totara id of the person or the course. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_site_numbers' })
  memberId!: string;

  @Column({ type: 'text' })
  number!: string;
}
