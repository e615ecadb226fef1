import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { selectRows } from '../database/sql';
import { AppError } from '../errors/app-error';
import { describeError } from '../errors/describe-error';

export interface HealthView {
  status: 'ok';
}

export class ServiceNotReadyError extends AppError {
  constructor(reason: string, cause: unknown) {
    super({ code: 'PLATFORM.NOT_READY', message: `The service is not ready: ${reason}.`, cause });
  }
}

@Injectable()
export class HealthService {
  constructor(private readonly dataSource: DataSource) {}

  live(): HealthView {
    return { status: 'ok' };
  }

  /** @throws ServiceNotReadyError while the database does not answer. */
  async ready(): Promise<HealthView> {
    try {
      await selectRows(this.dataSource, 'SELECT 1');
    } catch (error) {
      throw new ServiceNotReadyError(`the database does not answer (${describeError(error)})`, error);
    }
    return { status: 'ok' };
  }
}
