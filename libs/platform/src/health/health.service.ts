import { Injectable, Logger } from '@nestjs/common';
import type { HealthCheckView, HealthView, LivenessView } from '@oracle-integration/contracts';
import { DataSource } from 'typeorm';
import { migrationNames, migrationsThatRan } from '../database/migrate';
import { selectRows } from '../database/sql';
import { AppError } from '../errors/app-error';
import { describeError } from '../errors/describe-error';

/** Balancers ask each second or so: who waits longer takes us for gone anyway. */
const DATABASE_WAIT_MS = 3_000;

/** One thing that can be well or not. */
export interface HealthCheck {
  readonly name: string;
  /** Whether the process can serve nobody without it. */
  readonly isNeeded: boolean;
  /** A plain sentence of what is wrong, without addresses and reasons: anyone may ask. `undefined` when it is well. */
  trouble(): Promise<string | undefined> | string | undefined;
}

export class ServiceNotReadyError extends AppError {
  /** Anyone may ask, so the answer tells no address and no cause; the log does. */
  constructor(checks: readonly HealthCheckView[]) {
    const reasons = checks.filter(({ ok, needed }) => needed && !ok).map(({ message }) => message);
    const message = `The service is not ready: ${reasons.join(' ')}`;
    super({ code: 'PLATFORM.NOT_READY', message, details: { checks } });
  }
}

/** Knows whether the process runs, and whether it can do its work now. */
@Injectable()
export class HealthService {
  private readonly logger = new Logger(HealthService.name);
  private readonly further: HealthCheck[] = [];
  isShuttingDown = false;
  private isSchemaPresent = false;

  constructor(private readonly dataSource: DataSource) {}

  live(): LivenessView {
    return { status: 'ok' };
  }

  /** Another module's own check. */
  add(check: HealthCheck): void {
    this.further.push(check);
  }

  /** From now on the process is not ready: whoever balances sends nothing more here. */
  beginShutdown(): void {
    this.isShuttingDown = true;
  }

  /** @throws ServiceNotReadyError naming every check, while one that is needed fails */
  async ready(): Promise<HealthView> {
    const checks = await Promise.all(this.checks().map((check) => this.look(check)));
    if (checks.some(({ ok, needed }) => needed && !ok)) throw new ServiceNotReadyError(checks);
    return { status: checks.every(({ ok }) => ok) ? 'ok' : 'degraded', checks };
  }

  private checks(): HealthCheck[] {
    return [
      { name: 'database', isNeeded: true, trouble: () => this.databaseTrouble() },
      { name: 'migrations', isNeeded: true, trouble: () => this.schemaTrouble() },
      {
        name: 'shutdown',
        isNeeded: true,
        trouble: () => (this.isShuttingDown ? 'The process is shutting down.' : undefined),
      },
      ...this.further,
    ];
  }

  private async look({ name, isNeeded, trouble }: HealthCheck): Promise<HealthCheckView> {
    const message = await trouble();
    return { name, ok: message === undefined, needed: isNeeded, message: message ?? 'It is well.' };
  }

  private async databaseTrouble(): Promise<string | undefined> {
    try {
      await inTime(selectRows(this.dataSource, 'SELECT 1'), DATABASE_WAIT_MS);
      return undefined;
    } catch (error) {
      this.logger.warn(`Not ready: the database does not answer (${describeError(error)}).`);
      return 'The database does not answer.';
    }
  }

  /** Once they have run they stay: no version takes a migration of another one back. */
  private async schemaTrouble(): Promise<string | undefined> {
    if (this.isSchemaPresent) return undefined;
    try {
      const present = new Set(await inTime(migrationsThatRan(this.dataSource), DATABASE_WAIT_MS));
      this.isSchemaPresent = migrationNames(this.dataSource).every((name) => present.has(name));
    } catch (error) {
      this.logger.debug(`The migrations could not be looked at: ${describeError(error)}`);
      return 'Whether the migrations have run cannot be seen.';
    }
    return this.isSchemaPresent ? undefined : 'Migrations of this version have not run yet.';
  }
}

/** @throws Error when it takes longer */
async function inTime<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
