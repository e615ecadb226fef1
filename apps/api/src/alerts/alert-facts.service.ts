import { Injectable } from '@nestjs/common';
import { TokenIssueService } from '@oracle-integration/auth';
import { LedgerService } from '@oracle-integration/completions';
import type { QueueCountsView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService, ReconciliationService } from '@oracle-integration/totara';
import type { AlertFacts } from './alert-conditions';
import { DeliveryFactsService } from './delivery-facts.service';

export interface GatheredFacts extends AlertFacts {
  readonly queue: QueueCountsView;
}

/** Gathers what alerts are seen by. Every figure is kept by its module; none is counted for this. */
@Injectable()
export class AlertFactsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly deliveries: DeliveryFactsService,
    private readonly capture: CaptureService,
    private readonly reconciliation: ReconciliationService,
    private readonly ledger: LedgerService,
    private readonly tokens: TokenIssueService,
    private readonly clock: Clock,
  ) {}

  async gather(): Promise<GatheredFacts> {
    const now = this.clock.now();
    const [deliveries, capture, reconciliation, latest, tokens] = await Promise.all([
      this.deliveries.gather(now),
      this.capture.status(),
      this.reconciliation.standing(),
      this.ledger.latestCompletion(),
      this.tokens.list(),
    ]);
    return {
      ...deliveries,
      now,
      isEnabled: this.settings.current().integrationEnabled,
      captureTrouble: capture.trouble,
      reconciliation,
      tokens: tokens.items.flatMap(({ id, label, state, expiresAt }) =>
        state === 'active' && expiresAt !== null ? [{ id, label, expiresAt: new Date(expiresAt) }] : [],
      ),
      lastCapturedAt: latest?.capturedAt ?? null,
    };
  }
}
