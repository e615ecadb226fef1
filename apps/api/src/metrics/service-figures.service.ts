import { Injectable } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import type { HoldView, QueueCountsView } from '@oracle-integration/contracts';
import { Clock, LeaseService } from '@oracle-integration/platform';
import { PullStatusService } from '@oracle-integration/pull';
import { PushStatusService } from '@oracle-integration/push';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import { CaptureService, type FoundDifference, ReconciliationService } from '@oracle-integration/totara';

/** What only the database knows, and every process alike. */
export interface ServiceFigures {
  readonly at: Date;
  readonly queue: QueueCountsView;
  readonly holds: readonly Pick<HoldView, 'code'>[];
  readonly oldestWaitingAt: Date | null;
  readonly lastDeliveryAt: Date | null;
  readonly lastPulledAt: Date | null;
  readonly lastReadAt: Date | null;
  readonly isCaptureInTrouble: boolean;
  readonly lastCompletionAt: Date | null;
  readonly completed: number;
  readonly difference: FoundDifference | undefined;
  readonly leasesHeld: number;
}

/** Reads the figures of an operator. Each is kept where it changes: nothing is counted row by row. */
@Injectable()
export class ServiceFiguresService {
  constructor(
    private readonly push: PushStatusService,
    private readonly pull: PullStatusService,
    private readonly figures: DeliveryFiguresService,
    private readonly capture: CaptureService,
    private readonly reconciliation: ReconciliationService,
    private readonly ledger: LedgerService,
    private readonly leases: LeaseService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<ServiceFigures> {
    const [{ push, queue, holds }, pull, oldestWaitingAt, capture, difference, latest, ledger, leasesHeld] =
      await Promise.all([
        this.push.status(),
        this.pull.status(),
        this.figures.oldestWaitingAt(),
        this.capture.status(),
        this.reconciliation.lastFound(),
        this.ledger.latestCompletion(),
        this.ledger.counts(),
        this.leases.heldCount(),
      ]);
    return {
      at: this.clock.now(),
      queue,
      holds,
      oldestWaitingAt: moment(oldestWaitingAt),
      lastDeliveryAt: moment(push.lastDeliveryAt),
      lastPulledAt: moment(pull.lastPulledAt),
      lastReadAt: moment(capture.lastReadAt),
      isCaptureInTrouble: capture.trouble !== null,
      lastCompletionAt: latest?.capturedAt ?? null,
      completed: ledger.completed,
      difference,
      leasesHeld,
    };
  }
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
