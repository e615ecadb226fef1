import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of an uploaded file, as it stands there. Written once, and removed some weeks later. */
@Entity('import_rows')
export class ImportRowEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_import_rows' })
  importId!: string;

  /** The line of the file on which the row begins. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_import_rows' })
  line!: number;

  @Column({ type: 'json' })
  cells!: string[];
}
