import { Injectable } from '@nestjs/common';
import type { AuditAction, ChangeManagerRequest, ManagerView } from '@oracle-integration/contracts';
import { AuditService, type Caller } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { SessionRepository } from '../sessions/session.repository';
import { LastManagerError, ManagerUnknownError } from './account.errors';
import type { ManagerEntity } from './manager.entity';
import { managerView } from './manager.mapper';
import { ManagerRepository } from './manager.repository';

/** Who may open the control panel, and what they may do there. */
@Injectable()
export class ManagerService {
  constructor(
    private readonly managers: ManagerRepository,
    private readonly sessions: SessionRepository,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  async list(): Promise<ManagerView[]> {
    return (await this.managers.list()).map(managerView);
  }

  /**
   * Changes what somebody may do. A role holds from their next request on; who is disabled is signed out at once.
   *
   * @throws ManagerUnknownError, LastManagerError
   */
  async change(id: string, request: ChangeManagerRequest, caller: Caller): Promise<ManagerView> {
    return this.dataSource.transaction(async (transaction) => {
      const before = await this.locked(id, transaction);
      const { role = before.role, isEnabled = before.isEnabled } = request;
      if (role !== 'manage' || !isEnabled) await this.requireAnother(id, transaction);
      await this.managers.change(id, { role, isEnabled }, transaction);
      if (!isEnabled) await this.sessions.deleteOf(id, transaction);
      const record = (action: AuditAction, details: Record<string, unknown> = {}) =>
        this.audit.record({ ...caller, action, target: before.email, details }, transaction);
      if (role !== before.role) await record('manager.role_changed', { from: before.role, to: role });
      if (isEnabled !== before.isEnabled) await record(isEnabled ? 'manager.enabled' : 'manager.disabled');
      return managerView({ ...before, role, isEnabled });
    });
  }

  /** Removes an account with its sessions. @throws ManagerUnknownError, LastManagerError */
  async remove(id: string, caller: Caller): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      const { email, role } = await this.locked(id, transaction);
      await this.requireAnother(id, transaction);
      await this.managers.remove(id, transaction);
      await this.audit.record(
        { ...caller, action: 'manager.removed', target: email, details: { role } },
        transaction,
      );
    });
  }

  /** The account as it is once all who change managers at this moment are done. */
  private async locked(id: string, transaction: EntityManager): Promise<ManagerEntity> {
    await this.managers.lockManaging(transaction);
    const manager = await this.managers.find(id, transaction);
    if (!manager) throw new ManagerUnknownError(id);
    return manager;
  }

  /** Somebody else must still be able to change things here, unless this account could not do so either. */
  private async requireAnother(id: string, transaction: EntityManager): Promise<void> {
    const managing = await this.managers.lockManaging(transaction);
    if (managing.includes(id) && managing.length === 1) throw new LastManagerError();
  }
}
