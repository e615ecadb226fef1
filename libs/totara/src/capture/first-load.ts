import { Injectable, Logger } from '@nestjs/common';
import { LedgerService, type LearnerCourseObservation } from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import type { RowKey } from '../reader/totara-reader';
import type { CapturePosition } from './capture-position';
import { CapturePositionRepository } from './capture-position.repository';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';
import { handledLater } from './handled-later';
import { pairsOf } from './learner-courses';

/** One batch as it was read, and where the next one begins. */
interface ReadBatch {
  readonly observations: readonly LearnerCourseObservation[];
  readonly next: CapturePosition;
}

/**
 * Reads a site for the first time: all present rows, then all archived ones, each by primary key.
 *
 * While one batch is written the next one is compared with the ledger and the one after that is read: the site's
 * database, ours and this process work at the same time. The position is saved after every batch, so a killed load goes
 * on where it was; a batch done twice changes nothing.
 */
@Injectable()
export class FirstLoad {
  private readonly logger = new Logger(FirstLoad.name);

  constructor(
    private readonly ledger: LedgerService,
    private readonly positions: CapturePositionRepository,
    private readonly clock: Clock,
  ) {}

  /** Goes on with the load, if it is not finished, until it is or must stop. Answers where it got to. */
  async resume(step: CaptureStep, from: CapturePosition): Promise<CapturePosition> {
    let position = from;
    let coming = isLoading(position) ? this.read(step, position) : undefined;
    let writing = Promise.resolve();
    try {
      while (coming && (await step.mayGoOn())) {
        const batch: ReadBatch = await coming;
        coming = isLoading(batch.next) ? this.read(step, batch.next) : undefined;
        const before = writing;
        writing = handledLater(this.write(step, batch, before));
        await before;
        position = batch.next;
      }
      await writing;
    } finally {
      // Whoever stops here does not want what was being read, but what is being written is over.
      await Promise.allSettled([coming, writing]);
    }
    return position;
  }

  /** Records a batch; its position is saved behind that of the batch before. */
  private async write(
    step: CaptureStep,
    { observations, next }: ReadBatch,
    before: Promise<void>,
  ): Promise<void> {
    const { siteId, history } = step;
    const startedAt = next.firstLoadStartedAt;
    await this.ledger.record(siteId, observations, {
      kind: 'first_load',
      history,
      startedAt,
      now: this.clock.now(),
    });
    await before;
    await this.positions.save(siteId, next);
    if (!isLoading(next)) {
      this.logger.log(`The first load of site "${siteId}" is finished: ${next.rowsRead} rows read`);
    }
  }

  private read(step: CaptureStep, position: CapturePosition): Promise<ReadBatch> {
    return handledLater(this.readBatch(step, position));
  }

  private async readBatch({ reader }: CaptureStep, position: CapturePosition): Promise<ReadBatch> {
    const keys =
      position.phase === 'current'
        ? await reader.currentKeys(position.currentId, CAPTURE_BATCH)
        : await reader.historyKeys(position.historyId, CAPTURE_BATCH);
    return { observations: await reader.observe(pairsOf(keys)), next: advanced(position, keys) };
  }
}

function isLoading({ phase }: CapturePosition): boolean {
  return phase === 'current' || phase === 'history';
}

function advanced(position: CapturePosition, keys: readonly RowKey[]): CapturePosition {
  const lastId = keys.at(-1)?.id;
  const rowsRead = position.rowsRead + keys.length;
  const isLast = keys.length < CAPTURE_BATCH;
  if (position.phase === 'current') {
    return {
      ...position,
      rowsRead,
      currentId: lastId ?? position.currentId,
      phase: isLast ? 'history' : 'current',
    };
  }
  return {
    ...position,
    rowsRead,
    historyId: lastId ?? position.historyId,
    phase: isLast ? 'catch_up' : 'history',
  };
}
