import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  InvitationKind,
  type InvitationView,
  type InviteManagerRequest,
  type IssuedLinkView,
} from '@oracle-integration/contracts';
import { AuditService, type Caller, PublicAddress, randomToken, sha256 } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import {
  EmailTakenError,
  InvitationUnknownError,
  LocalAccountsOffError,
  ManagerUnknownError,
} from '../managers/account.errors';
import { areLocalAccountsOn } from '../managers/local-accounts';
import { ManagerRepository } from '../managers/manager.repository';
import { invitationView } from './invitation.mapper';
import { InvitationRepository, type NewInvitation } from './invitation.repository';

/** Links by which people choose a password. Whoever makes one hands it over; the service sends no e-mail. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly managers: ManagerRepository,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly address: PublicAddress,
    private readonly dataSource: DataSource,
  ) {}

  async list(): Promise<InvitationView[]> {
    return (await this.invitations.list()).map(invitationView);
  }

  /** @throws EmailTakenError, LocalAccountsOffError */
  async invite({ email, role }: InviteManagerRequest, caller: Caller): Promise<IssuedLinkView> {
    if (await this.managers.findByEmail(email)) throw new EmailTakenError(email);
    return this.issue(
      { kind: InvitationKind.Invitation, email: email.toLowerCase(), role, managerId: null },
      caller,
    );
  }

  /** A link by which a manager chooses a new password. @throws ManagerUnknownError, LocalAccountsOffError */
  async reset(managerId: string, caller: Caller): Promise<IssuedLinkView> {
    const manager = await this.managers.find(managerId);
    if (!manager) throw new ManagerUnknownError(managerId);
    const { email, role } = manager;
    return this.issue({ kind: InvitationKind.PasswordReset, email, role, managerId }, caller);
  }

  /** @throws InvitationUnknownError */
  async withdraw(id: string, caller: Caller): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      const invitation = await this.invitations.withdraw(id, transaction);
      if (!invitation) throw new InvitationUnknownError(id);
      const { email, kind } = invitation;
      await this.audit.record(
        { ...caller, action: 'manager.invitation_withdrawn', target: email, details: { kind } },
        transaction,
      );
    });
  }

  private async issue(
    wanted: Pick<NewInvitation, 'kind' | 'email' | 'role' | 'managerId'>,
    caller: Caller,
  ): Promise<IssuedLinkView> {
    if (!areLocalAccountsOn(this.settings.current())) throw new LocalAccountsOffError();
    const token = randomToken();
    const invitation = await this.dataSource.transaction(async (transaction) => {
      const issued = { ...wanted, id: randomUUID(), tokenHash: sha256(token), invitedBy: caller.actor.name };
      const { kind, email, role } = wanted;
      const action = kind === InvitationKind.Invitation ? 'manager.invited' : 'manager.reset_issued';
      await this.audit.record({ ...caller, action, target: email, details: { role } }, transaction);
      return this.invitations.replace(issued, transaction);
    });
    return {
      invitation: invitationView(invitation),
      link: `${this.address.url}/invitation?token=${token}`,
    };
  }
}
