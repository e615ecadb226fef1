import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Counts the changes. Who changes settings locks this row, and every process looks at it to see whether it must read. */
@Entity('settings_versions')
@Check('ck_settings_versions_id', 'id = 1')
export class SettingsVersionEntity {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'pk_settings_versions' })
  id!: number;

  @Column({ type: 'bigint', default: 0 })
  version!: string;
}
