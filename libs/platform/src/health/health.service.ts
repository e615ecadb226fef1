import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { selectRows } from '../database/sql';
import { AppError } from '../errors/app-error';
import { describeError } from '../errors/describe-error';

export interface HealthView {
  status: 'ok';
}

export class ServiceNotReadyError extends AppError {
  /** Anyone may ask, so the answer tells no address and no reason; the log does. */
  constructor(cause: unknown) {
    const message = 'The service is not ready: the database does not answer.';
    super({ code: 'PLATFORM.NOT_READY', message, cause });
  }
}

@Injectable()
export class HealthService {
  private readonly logger = new Logger(HealthService.name);

  constructor(private readonly dataSource: DataSource) {}

  live(): HealthView {
    return { status: 'ok' };
  }

  /** @throws ServiceNotReadyError while the database does not answer. */
  async ready(): Promise<HealthView> {
    try {
      await selectRows(this.dataSource, 'SELECT 1');
    } catch (error) {
      this.logger.warn(`Not ready: the database does not answer (${describeError(error)}).`);
      throw new ServiceNotReadyError(error);
    }
    return { status: 'ok' };
  }
}
