import { Injectable } from '@nestjs/common';
import { LedgerService, RecentEventsService } from '@oracle-integration/completions';
import {
  courseTitle,
  type ChartRange,
  type CompletionView,
  type OverviewChartView,
  type OverviewView,
  personName,
} from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService } from '@oracle-integration/totara';
import { OutgoingService } from './outgoing.service';

/** Gathers what the modules know of themselves. Every figure is kept, none is counted when asked. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly settings: SettingsService,
    private readonly capture: CaptureService,
    private readonly ledger: LedgerService,
    private readonly outgoing: OutgoingService,
    private readonly figures: DeliveryFiguresService,
    private readonly recent: RecentEventsService,
    private readonly clock: Clock,
  ) {}

  async overview(): Promise<OverviewView> {
    const [capture, ledger, outgoing, latest, oldestWaitingAt, freshness, events] = await Promise.all([
      this.capture.status(),
      this.ledger.counts(),
      this.outgoing.overview(),
      this.ledger.latestCompletion(),
      this.figures.oldestWaitingAt(),
      this.figures.freshness(),
      this.recent.last(),
    ]);
    return {
      enabled: this.settings.current().integrationEnabled,
      at: this.clock.now().toISOString(),
      capture,
      ledger,
      ...outgoing,
      lastCompletion: latest ? lastCompletionView(latest) : null,
      oldestWaitingAt,
      freshness,
      events,
    };
  }

  chart(range: ChartRange = '24h'): Promise<OverviewChartView> {
    return this.figures.chart(range);
  }
}

function lastCompletionView(latest: {
  completion: CompletionView;
  capturedAt: Date;
}): OverviewView['lastCompletion'] {
  const { id, user, course, timecompleted } = latest.completion;
  return {
    id,
    user: personName(user),
    course: courseTitle(course),
    timecompleted,
    capturedAt: latest.capturedAt.toISOString(),
  };
}
