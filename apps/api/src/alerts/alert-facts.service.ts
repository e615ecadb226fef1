import { Injectable } from '@nestjs/common';
import { TokenIssueService } from '@oracle-integration/auth';
import { LedgerService } from '@oracle-integration/completions';
import type { QueueCountsView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { HistoryUploadService, PushService } from '@oracle-integration/push';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService, ReconciliationService } from '@oracle-integration/totara';
import { AlertRepository } from './alert.repository';
import type { AlertFacts } from './alert-conditions';
import { deadGrowth } from './dead-growth';

export interface GatheredFacts extends AlertFacts {
  readonly queue: QueueCountsView;
}

/** Gathers what alerts are seen by. Every figure is kept by its module; none is counted for this. */
@Injectable()
export class AlertFactsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly push: PushService,
    private readonly figures: DeliveryFiguresService,
    private readonly capture: CaptureService,
    private readonly reconciliation: ReconciliationService,
    private readonly ledger: LedgerService,
    private readonly uploads: HistoryUploadService,
    private readonly tokens: TokenIssueService,
    private readonly alerts: AlertRepository,
    private readonly clock: Clock,
  ) {}

  async gather(): Promise<GatheredFacts> {
    const settings = this.settings.current();
    const now = this.clock.now();
    const [push, oldest, capture, reconciliation, latest, tokens, failedUploads] = await Promise.all([
      this.push.status(),
      this.figures.oldestWaitingAt(),
      this.capture.status(),
      this.reconciliation.standing(),
      this.ledger.latestCompletion(),
      this.tokens.list(),
      this.uploads.failed(),
    ]);
    return {
      now,
      isEnabled: settings.integrationEnabled,
      isPushOn: push.push.enabled,
      queue: push.queue,
      holds: push.holds,
      captureTrouble: capture.trouble,
      dead: push.queue.dead,
      deadGrowth: await this.growth(push.queue.dead, now),
      oldestWaitingAt: oldest === null ? null : new Date(oldest),
      reconciliation,
      failedUploads,
      tokens: tokens.items.flatMap(({ id, label, state, expiresAt }) =>
        state === 'active' && expiresAt !== null ? [{ id, label, expiresAt: new Date(expiresAt) }] : [],
      ),
      lastCapturedAt: latest?.capturedAt ?? null,
    };
  }

  private async growth(dead: number, now: Date): Promise<number> {
    const known = await this.alerts.memory();
    const before = {
      lowest: known?.deadLowest == null ? null : Number(known.deadLowest),
      since: known?.deadSince ?? null,
    };
    const { growth, memory } = deadGrowth(before, dead, now);
    if (memory.lowest !== before.lowest || memory.since !== before.since)
      await this.alerts.rememberDead(memory);
    return growth;
  }
}
