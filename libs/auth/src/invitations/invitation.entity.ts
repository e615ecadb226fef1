import type { InvitationKind, ManagerRole } from '@oracle-integration/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ManagerEntity } from '../managers/manager.entity';

/** A link by which somebody chooses a password: for a new account, or for one that is there. One a person. */
@Entity('invitations')
@Unique('uq_invitations_email', ['email'])
@Unique('uq_invitations_token_hash', ['tokenHash'])
export class InvitationEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_invitations' })
  id!: string;

  @Column({ type: 'text' })
  kind!: InvitationKind;

  /** In lower case. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  role!: ManagerRole;

  /** Whose password is reset; `null` for a new account. */
  @Column({ type: 'uuid', nullable: true })
  managerId!: string | null;

  @ManyToOne(() => ManagerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'manager_id', foreignKeyConstraintName: 'fk_invitations_manager_id' })
  manager?: ManagerEntity;

  /** SHA-256: a stolen dump opens no account. */
  @Column({ type: 'bytea' })
  tokenHash!: Buffer;

  /** The e-mail address of the manager who made it. */
  @Column({ type: 'text' })
  invitedBy!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
