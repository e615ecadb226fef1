import { Injectable, Logger } from '@nestjs/common';
import { describeError, LeaseService } from '@oracle-integration/platform';
import { CompletionMapper } from '../mapping/completion-mapper';
import { HistoryFileRemoval } from './history-file-removal';
import { HistoryFileStep } from './history-file-step';
import { type HistoryFile, HistoryFileRepository } from './history-file.repository';

const LEASE = 'history-file';
/** Longer than a page takes; a killed process's file goes on elsewhere after it. */
const LEASE_SECONDS = 30;
/** Failures in a row, about a second apart, after which going on is of no use. */
const FAILURES_MAX = 10;
/** How long a finished file is kept: it is full of people, and can be made anew. */
export const KEPT_DAYS = 30;

/** Makes history files, one at a time in one process, and removes what is kept of them no longer. */
@Injectable()
export class HistoryFileRunner {
  private readonly logger = new Logger(HistoryFileRunner.name);
  private isStopped = false;

  constructor(
    private readonly files: HistoryFileRepository,
    private readonly removal: HistoryFileRemoval,
    private readonly steps: HistoryFileStep,
    private readonly leases: LeaseService,
  ) {}

  /** Goes on with the file that is to be made, from where it was, unless another process does. */
  async work(): Promise<void> {
    const file = await this.files.running();
    if (!file || !(await this.holdLease())) return;
    try {
      await this.make(file);
    } catch (error) {
      this.logger.warn(`History file ${file.id} failed and is tried again: ${describeError(error)}`);
      await this.files.noteFailure(file.id, describeError(error), FAILURES_MAX);
    } finally {
      await this.leases.release(LEASE);
    }
  }

  /** Removes, in small steps, what files hold that were cancelled, removed or finished long ago. */
  async sweep(): Promise<void> {
    await this.files.removeOlderThan(KEPT_DAYS);
    await this.removal.empty();
  }

  /** Lets the step under way finish, then leaves the rest to another process. */
  stop(): void {
    this.isStopped = true;
  }

  private async make(begun: HistoryFile): Promise<void> {
    const mapper = new CompletionMapper(begun.rules.mapping);
    let file: HistoryFile | undefined = begun;
    let reading = this.steps.read(begun, begun.position);
    while (file && (await this.holdLease())) {
      const page = await reading;
      // The next page is read while this one is written.
      if (!page.isEnd) reading = this.steps.read(begun, page.position);
      reading.catch(() => undefined);
      file = await this.steps.write(file, page, mapper);
      if (page.isEnd) return;
    }
  }

  private async holdLease(): Promise<boolean> {
    return !this.isStopped && (await this.leases.acquire(LEASE, LEASE_SECONDS));
  }
}
