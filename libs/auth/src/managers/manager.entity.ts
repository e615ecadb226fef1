import type { ManagerRole } from '@oracle-integration/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person who may open the control panel. */
@Entity('managers')
@Unique('uq_managers_email', ['email'])
@Unique('uq_managers_sso_issuer_sso_subject', ['ssoIssuer', 'ssoSubject'])
export class ManagerEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_managers' })
  id!: string;

  /** In lower case. */
  @Column({ type: 'text' })
  email!: string;

  /** As the identity provider says it. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  /** argon2id, with its parameters and salt; `null` for who signs in by the identity provider only. */
  @Column({ type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text' })
  role!: ManagerRole;

  @Column({ type: 'boolean', default: true })
  isEnabled!: boolean;

  /** Issuer and subject together name a person for ever; an e-mail address may be given to somebody else. */
  @Column({ type: 'text', nullable: true })
  ssoIssuer!: string | null;

  @Column({ type: 'text', nullable: true })
  ssoSubject!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastSignedInAt!: Date | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
