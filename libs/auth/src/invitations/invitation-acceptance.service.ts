import { Injectable } from '@nestjs/common';
import type { AcceptInvitationRequest, OpenedInvitationView } from '@oracle-integration/contracts';
import { anonymousCaller, AuditService, sha256 } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { InvitationInvalidError } from '../managers/account.errors';
import { ManagerRepository } from '../managers/manager.repository';
import { hashPassword } from '../managers/password';
import { requireGoodPassword } from '../managers/password-rules';
import { SessionRepository } from '../sessions/session.repository';
import { type OpenedSession, SessionService, type SignInPlace } from '../sessions/session.service';
import { SignInThrottle } from '../throttle/sign-in-throttle';
import { type Invitation, InvitationRepository } from './invitation.repository';

/** What the holder of a link may do with it, without being signed in. */
@Injectable()
export class InvitationAcceptanceService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly managers: ManagerRepository,
    private readonly sessionRows: SessionRepository,
    private readonly sessions: SessionService,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  /** Whom the link is for. @throws InvitationInvalidError, AttemptsTooManyError */
  async open(token: string, place: SignInPlace): Promise<OpenedInvitationView> {
    const { kind, email, role, expiresAt } = await this.live(token, place);
    return { kind, email, role, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Sets the password and signs in. The link works once.
   *
   * @throws InvitationInvalidError, AttemptsTooManyError, RequestInvalidError
   */
  async accept({ token, password }: AcceptInvitationRequest, place: SignInPlace): Promise<OpenedSession> {
    const { email } = await this.live(token, place);
    requireGoodPassword(password, email);
    const passwordHash = await hashPassword(password);
    const managerId = await this.dataSource.transaction(async (transaction) => {
      const invitation = await this.invitations.take(sha256(token), transaction);
      if (!invitation) throw new InvitationInvalidError();
      const id = await this.settle(invitation, passwordHash, transaction);
      const isNew = invitation.kind === 'invitation';
      await this.audit.record(
        {
          action: isNew ? 'manager.joined' : 'manager.password_reset',
          actor: { kind: 'manager', id, name: invitation.email },
          address: place.address,
          target: invitation.email,
          details: { invitedBy: invitation.invitedBy, role: invitation.role },
        },
        transaction,
      );
      return id;
    });
    return this.sessions.open(managerId, 'link', place);
  }

  /** A wrong link counts against its address as a wrong password does; a right one is given back. */
  private async live(token: string, place: SignInPlace): Promise<Invitation> {
    const address = place.address ?? 'unknown';
    await this.throttle.countAddress(address);
    const invitation = await this.invitations.findLive(sha256(token));
    if (!invitation) {
      const details = { reason: 'AUTH.INVITATION_INVALID' };
      await this.audit.recordRefusal({
        ...anonymousCaller(place.address),
        action: 'session.refused',
        details,
      });
      throw new InvitationInvalidError();
    }
    await this.throttle.forgiveAddress(address);
    return invitation;
  }

  /** The account that the link makes or changes. Whoever had the old password is signed out. */
  private async settle(
    invitation: Invitation,
    passwordHash: string,
    transaction: EntityManager,
  ): Promise<string> {
    const { email, role, managerId } = invitation;
    if (managerId === null) {
      const id = await this.managers.add({ email, role, passwordHash }, transaction);
      // An account with this address came to be in another way since.
      if (id === undefined) throw new InvitationInvalidError();
      return id;
    }
    const manager = await this.managers.find(managerId, transaction);
    if (!manager?.isEnabled) throw new InvitationInvalidError();
    await this.managers.change(managerId, { passwordHash }, transaction);
    await this.sessionRows.deleteOf(managerId, transaction);
    return managerId;
  }
}
