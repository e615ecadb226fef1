import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ManagerRole } from '@oracle-integration/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { ManagerEntity } from './manager.entity';

/** Every query on managers. */
@Injectable()
export class ManagerRepository {
  constructor(private readonly dataSource: DataSource) {}

  findByEmail(email: string): Promise<ManagerEntity | null> {
    return this.dataSource.getRepository(ManagerEntity).findOneBy({ email: email.toLowerCase() });
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
    const address = email.toLowerCase();
    await manager
      .createQueryBuilder()
      .insert()
      .into(ManagerEntity)
      .values({ id: randomUUID(), email: address, passwordHash, role: ManagerRole.Manage })
      .orIgnore()
      .execute();
    return (await manager.getRepository(ManagerEntity).findOneByOrFail({ email: address })).id;
  }
}
