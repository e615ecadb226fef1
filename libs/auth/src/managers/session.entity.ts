import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ManagerEntity } from './manager.entity';

/** One sign-in. Only the hash of the cookie is kept: a stolen dump opens no session. */
@Entity('sessions')
@Index('ix_sessions_expires_at', ['expiresAt'])
export class SessionEntity {
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_sessions' })
  tokenHash!: Buffer;

  @Column({ type: 'uuid' })
  managerId!: string;

  @ManyToOne(() => ManagerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'manager_id', foreignKeyConstraintName: 'fk_sessions_manager_id' })
  manager?: ManagerEntity;

  @Column({ type: 'text' })
  csrfToken!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** Moves on while the session is used, up to its absolute end. */
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
