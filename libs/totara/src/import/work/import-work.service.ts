import { Injectable, Logger } from '@nestjs/common';
import { describeError, LeaseService } from '@oracle-integration/platform';
import { describeSourceTrouble } from '../../reader/source-trouble';
import { TotaraTableMissingError, TotaraUnreadableError } from '../../totara.errors';
import type { ImportEntity } from '../import.entity';
import { ImportRepository } from '../import.repository';
import { ApplyRun } from './apply-run';
import { CheckRun } from './check-run';
import { ImportProgressRepository } from './import-progress.repository';
import { ImportSteps } from './import-steps';

/** Longer than a batch takes, short enough that another process takes over soon after a kill. */
const LEASE_SECONDS = 45;
/** Batches of one import before the next one has its turn: some seconds, so that a small file need not wait long. */
const BATCHES_A_TURN = 20;
const IMPORTS_A_ROUND = 20;

/** Does what managers asked for: checks and applies imports, each by one process at a time. */
@Injectable()
export class ImportWorkService {
  private readonly logger = new Logger(ImportWorkService.name);
  private isStopping = false;

  constructor(
    private readonly imports: ImportRepository,
    private readonly progress: ImportProgressRepository,
    private readonly steps: ImportSteps,
    private readonly check: CheckRun,
    private readonly apply: ApplyRun,
    private readonly leases: LeaseService,
  ) {}

  get mayGoOn(): boolean {
    return !this.isStopping;
  }

  /** Lets the batch under way finish; the import is then free for another process. */
  stop(): void {
    this.isStopping = true;
  }

  /** Works until nothing is left to do, or every import is in another process's hands or in trouble. */
  async workOnDue(): Promise<void> {
    for (let hasWorked = true; hasWorked && this.mayGoOn;) {
      hasWorked = false;
      for (const id of await this.imports.due(IMPORTS_A_ROUND)) {
        if (await this.workOn(id)) hasWorked = true;
      }
    }
  }

  /** One turn of an import; false when nothing could be done. */
  private async workOn(id: string): Promise<boolean> {
    const lease = `import:${id}`;
    try {
      return await this.turn(id, () => this.leases.acquire(lease, LEASE_SECONDS));
    } catch (error) {
      await this.noteTrouble(id, error);
      return false;
    } finally {
      await this.leases.release(lease);
    }
  }

  private async turn(id: string, holdLease: () => Promise<boolean>): Promise<boolean> {
    if (!(await holdLease())) return false;
    const begun = await this.imports.find(id);
    const step = begun && (await this.steps.of(begun));
    if (!step) return false;
    for (let batches = 0; batches < BATCHES_A_TURN && this.mayGoOn && (await holdLease()); batches += 1) {
      const entity = await this.imports.find(id);
      // Stopped, or stopped and started again otherwise: the next turn sees to that.
      if (!entity || entity.state !== begun.state || !isSameMapping(entity, begun)) return true;
      const run = entity.state === 'checking' ? this.check : this.apply;
      if (!(await run.next(step, entity))) return true;
    }
    return true;
  }

  /** A site that cannot be read is for the manager to know; anything else is for our log, too. */
  private async noteTrouble(id: string, error: unknown): Promise<void> {
    if (error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError) {
      const { reason, action } = describeSourceTrouble(error);
      await this.progress.noteTrouble(id, `${reason} ${action}`);
      return;
    }
    this.logger.error(`Import ${id} could not go on; tried again shortly: ${describeError(error)}`);
    await this.progress.noteTrouble(
      id,
      'The service had trouble of its own and tries again by itself; its log tells more.',
    );
  }
}

function isSameMapping(left: ImportEntity, right: ImportEntity): boolean {
  return JSON.stringify(left.mapping) === JSON.stringify(right.mapping);
}
