import type { SignInMethod } from '@oracle-integration/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ManagerEntity } from '../managers/manager.entity';

/** One sign-in. Only the hash of the cookie is kept: a stolen dump opens no session. */
@Entity('sessions')
@Unique('uq_sessions_id', ['id'])
@Index('ix_sessions_expires_at', ['expiresAt'])
@Index('ix_sessions_manager_id', ['managerId'])
export class SessionEntity {
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_sessions' })
  tokenHash!: Buffer;

  /** What a session is called where it is shown; it opens nothing. */
  @Column({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  managerId!: string;

  @ManyToOne(() => ManagerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'manager_id', foreignKeyConstraintName: 'fk_sessions_manager_id' })
  manager?: ManagerEntity;

  @Column({ type: 'text' })
  csrfToken!: string;

  @Column({ type: 'text', default: 'password' })
  method!: SignInMethod;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** To the minute. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  lastUsedAt!: Date;

  /** Moves on while the session is used, up to its absolute end. */
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
