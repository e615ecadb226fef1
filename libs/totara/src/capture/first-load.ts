import { Injectable, Logger } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import type { RowKey } from '../reader/totara-reader';
import type { CapturePosition } from './capture-position';
import { CapturePositionRepository } from './capture-position.repository';
import { CAPTURE_BATCH, type CaptureStep } from './capture-step';
import { pairsOf } from './learner-courses';

/**
 * Reads a site for the first time: all present rows, then all archived ones, each by primary key.
 *
 * The position is saved after every batch, so a killed load goes on where it was; a batch done twice changes nothing.
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
    while ((position.phase === 'current' || position.phase === 'history') && (await step.mayGoOn())) {
      position = await this.loadBatch(step, position);
      await this.positions.save(step.siteId, position);
      if (position.phase === 'catch_up') {
        this.logger.log(
          `The first load of site "${step.siteId}" is finished: ${position.rowsRead} rows read`,
        );
      }
    }
    return position;
  }

  private async loadBatch(step: CaptureStep, position: CapturePosition): Promise<CapturePosition> {
    const { reader, siteId, history } = step;
    const isCurrent = position.phase === 'current';
    const keys = isCurrent
      ? await reader.currentKeys(position.currentId, CAPTURE_BATCH)
      : await reader.historyKeys(position.historyId, CAPTURE_BATCH);
    const observations = await reader.observe(pairsOf(keys));
    const startedAt = position.firstLoadStartedAt;
    await this.ledger.record(siteId, observations, {
      kind: 'first_load',
      history,
      startedAt,
      now: this.clock.now(),
    });
    return advanced(position, keys);
  }
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
