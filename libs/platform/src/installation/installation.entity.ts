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

  /** The database server on which this installation began, by its own identifier; `null`: not known. */
  @Column({ type: 'text', nullable: true })
  homeServer!: string | null;

  /** The database on that server, by its number: a restore under another name on the same server has another. */
  @Column({ type: 'text', nullable: true })
  homeDatabase!: string | null;

  /** The public addresses under which it is known to run. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  homeAddresses!: string[];

  /** Set while it runs as a copy that nobody has confirmed: nothing is sent then. */
  @Column({ type: 'timestamptz', nullable: true })
  copySince!: Date | null;

  /** By what it was seen, in words. */
  @Column({ type: 'text', nullable: true })
  copySign!: string | null;

  /** The address at which it was seen, if that was told. */
  @Column({ type: 'text', nullable: true })
  copyAddress!: string | null;
}
