import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a manager has set. A row without a value says that a setting went back to its default. */
@Entity('settings')
@Check('ck_settings_value', 'value IS NULL OR sealed IS NULL')
export class SettingEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_settings' })
  key!: string;

  /** The text that its variable would hold; a secret has none. */
  @Column({ type: 'text', nullable: true })
  value!: string | null;

  /** A secret, sealed by the secret box for `setting:<key>`. */
  @Column({ type: 'text', nullable: true })
  sealed!: string | null;

  /** Which change of the settings wrote it. */
  @Column({ type: 'bigint' })
  version!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'text' })
  updatedBy!: string;
}
