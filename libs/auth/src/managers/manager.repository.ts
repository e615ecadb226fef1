import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ManagerRole, MANAGERS_MAX } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ManagerEntity } from './manager.entity';

/** Who somebody is at the identity provider. */
export interface SsoIdentity {
  readonly issuer: string;
  readonly subject: string;
}

export type NewManager = Pick<ManagerEntity, 'email' | 'role'> &
  Partial<Pick<ManagerEntity, 'passwordHash' | 'name' | 'ssoIssuer' | 'ssoSubject'>>;

/** Every query on managers. */
@Injectable()
export class ManagerRepository {
  constructor(private readonly dataSource: DataSource) {}

  findByEmail(
    email: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ManagerEntity | null> {
    return manager.getRepository(ManagerEntity).findOneBy({ email: email.toLowerCase() });
  }

  find(id: string, manager: EntityManager = this.dataSource.manager): Promise<ManagerEntity | null> {
    return manager.getRepository(ManagerEntity).findOneBy({ id });
  }

  findByIdentity({ issuer, subject }: SsoIdentity, manager: EntityManager): Promise<ManagerEntity | null> {
    return manager.getRepository(ManagerEntity).findOneBy({ ssoIssuer: issuer, ssoSubject: subject });
  }

  list(): Promise<ManagerEntity[]> {
    return this.dataSource.getRepository(ManagerEntity).find({ order: { email: 'ASC' }, take: MANAGERS_MAX });
  }

  async isAnyone(manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    return manager.getRepository(ManagerEntity).exists();
  }

  /** Adds a manager who may do everything; answers the id, also when the address is there already. */
  async addIfAbsent(
    email: string,
    passwordHash: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<string> {
    await this.add({ email, passwordHash, role: ManagerRole.Manage }, manager);
    return (await manager.getRepository(ManagerEntity).findOneByOrFail({ email: email.toLowerCase() })).id;
  }

  /** Adds an account; `undefined` when its address, or its identity, is there already. */
  async add(account: NewManager, manager: EntityManager): Promise<string | undefined> {
    const id = randomUUID();
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(ManagerEntity)
      .values({ ...account, id, email: account.email.toLowerCase() })
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as unknown[]).length === 1 ? id : undefined;
  }

  /**
   * The ids of all who are enabled and may manage, locked until the transaction ends: of two managers who take the
   * right from each other at the same moment, the second sees what the first did.
   */
  async lockManaging(manager: EntityManager): Promise<string[]> {
    const rows = await selectRows<{ id: string }>(
      manager,
      `SELECT id FROM managers WHERE role = 'manage' AND is_enabled ORDER BY id FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }

  async change(
    id: string,
    changes: Partial<
      Pick<ManagerEntity, 'role' | 'isEnabled' | 'name' | 'ssoIssuer' | 'ssoSubject' | 'passwordHash'>
    >,
    manager: EntityManager,
  ): Promise<void> {
    await manager.getRepository(ManagerEntity).update({ id }, changes);
  }

  async remove(id: string, manager: EntityManager): Promise<void> {
    await manager.getRepository(ManagerEntity).delete({ id });
  }

  async noteSignIn(id: string, executor: SqlExecutor): Promise<void> {
    await affectedRows(executor, 'UPDATE managers SET last_signed_in_at = now() WHERE id = $1', [id]);
  }
}
