import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ManagerEntity } from '../managers/manager.entity';

/** A sign-in that is under way at the identity provider. It is used up by the first answer. */
@Entity('sso_flows')
@Index('ix_sso_flows_expires_at', ['expiresAt'])
export class SsoFlowEntity {
  /** SHA-256 of the state that the answer must bring. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_sso_flows' })
  stateHash!: Buffer;

  /** SHA-256 of the cookie of the browser that began it: an answer in another browser is somebody else's. */
  @Column({ type: 'bytea' })
  browserHash!: Buffer;

  @Column({ type: 'text' })
  nonce!: string;

  @Column({ type: 'text' })
  codeVerifier!: string;

  /** A path of the control panel. */
  @Column({ type: 'text' })
  returnTo!: string;

  /** Whose account the identity is to be linked to; `null` for signing in. */
  @Column({ type: 'uuid', nullable: true })
  managerId!: string | null;

  @ManyToOne(() => ManagerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'manager_id', foreignKeyConstraintName: 'fk_sso_flows_manager_id' })
  manager?: ManagerEntity;

  @Column({ type: 'timestamptz' })
  expiresAt!: Date;
}
