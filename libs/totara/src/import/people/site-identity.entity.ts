import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export type IdentityKind = 'user' | 'course';

/** The number of our own of a person or course that no site has told us of. Given once, for ever. */
@Entity('site_identities')
@Unique('uq_site_identities_number', ['number'])
export class SiteIdentityEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_identities' })
  siteId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_identities' })
  kind!: IdentityKind;

  /** What files call them by, for example `username:mlopez`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_site_identities' })
  key!: string;

  @Column({ type: 'bigint' })
  number!: string;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;
}
