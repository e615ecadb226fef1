import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What makes this installation itself; it travels with a dump, so that cursors hold after a restore. */
@Entity('installations')
@Check('ck_installations_id', 'id = 1')
export class InstallationEntity {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pk_installations' })
  id!: number;

  /** Signs the cursors of the Pull API. Not a secret of anybody's data: a forged cursor only reads elsewhere. */
  @Column({ type: 'bytea' })
  cursorKey!: Buffer;

  /** SHA-256 of the one-time link that creates the first manager; `null` once used. */
  @Column({ type: 'bytea', nullable: true })
  setUpTokenHash!: Buffer | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
