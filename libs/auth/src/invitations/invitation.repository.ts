import { Injectable } from '@nestjs/common';
import { INVITATION_DAYS, MANAGERS_MAX } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { InvitationEntity } from './invitation.entity';

export type Invitation = Omit<InvitationEntity, 'tokenHash' | 'manager'>;
export type NewInvitation = Omit<InvitationEntity, 'manager' | 'createdAt' | 'expiresAt'>;

const COLUMNS = `id, kind, email, role, manager_id AS "managerId", invited_by AS "invitedBy",
  created_at AS "createdAt", expires_at AS "expiresAt"`;

/** Every query on invitations. All times are the database's. */
@Injectable()
export class InvitationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A new link takes the place of an older one for the same person. */
  async replace(invitation: NewInvitation, executor: SqlExecutor): Promise<Invitation> {
    const { id, kind, email, role, managerId, tokenHash, invitedBy } = invitation;
    const [row] = await selectRows<Invitation>(
      executor,
      `INSERT INTO invitations (id, kind, email, role, manager_id, token_hash, invited_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + interval '${INVITATION_DAYS} days')
       ON CONFLICT ON CONSTRAINT uq_invitations_email DO UPDATE
         SET id = excluded.id, kind = excluded.kind, role = excluded.role, manager_id = excluded.manager_id,
             token_hash = excluded.token_hash, invited_by = excluded.invited_by, created_at = now(),
             expires_at = excluded.expires_at
       RETURNING ${COLUMNS}`,
      [id, kind, email, role, managerId, tokenHash, invitedBy],
    );
    return row!;
  }

  /** Those that still work, the latest first. */
  list(): Promise<Invitation[]> {
    return selectRows<Invitation>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM invitations WHERE expires_at > now()
        ORDER BY created_at DESC, id LIMIT ${MANAGERS_MAX}`,
    );
  }

  async findLive(tokenHash: Buffer): Promise<Invitation | undefined> {
    const [row] = await selectRows<Invitation>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM invitations WHERE token_hash = $1 AND expires_at > now()`,
      [tokenHash],
    );
    return row;
  }

  /** Uses a link up; `undefined` when it was used, replaced or is too old. */
  async take(tokenHash: Buffer, executor: SqlExecutor): Promise<Invitation | undefined> {
    const [row] = await selectRows<Invitation>(
      executor,
      `DELETE FROM invitations WHERE token_hash = $1 AND expires_at > now() RETURNING ${COLUMNS}`,
      [tokenHash],
    );
    return row;
  }

  /** Takes a link back; `undefined` when there is none. */
  async withdraw(id: string, executor: SqlExecutor): Promise<Invitation | undefined> {
    const [row] = await selectRows<Invitation>(
      executor,
      `DELETE FROM invitations WHERE id = $1 RETURNING ${COLUMNS}`,
      [id],
    );
    return row;
  }

  async removeExpired(): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM invitations WHERE expires_at < now()');
  }
}
