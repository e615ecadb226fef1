import { Injectable } from '@nestjs/common';
import { ApiTokenService } from '@oracle-integration/auth';
import { LedgerService } from '@oracle-integration/completions';
import type { CompletionView, OverviewView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { PushService } from '@oracle-integration/push';
import { QueueService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService } from '@oracle-integration/totara';
import { PublicAddress } from '../http/public-address';

/** Gathers what the modules know of themselves. Every figure is kept, none is counted when asked. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly settings: SettingsService,
    private readonly capture: CaptureService,
    private readonly ledger: LedgerService,
    private readonly queue: QueueService,
    private readonly push: PushService,
    private readonly tokens: ApiTokenService,
    private readonly address: PublicAddress,
    private readonly clock: Clock,
  ) {}

  async overview(): Promise<OverviewView> {
    const settings = this.settings.current();
    const [capture, ledger, queue, push, latest, lastPulledAt] = await Promise.all([
      this.capture.status(),
      this.ledger.counts(),
      this.queue.counts(),
      this.push.status(),
      this.ledger.latestCompletion(),
      this.tokens.lastUsedAt(),
    ]);
    return {
      enabled: settings.integrationEnabled,
      at: this.clock.now().toISOString(),
      capture,
      ledger,
      pull: {
        enabled: settings.integrationEnabled && settings.pullEnabled,
        url: `${this.address.url}/api/v1/completions`,
        lastPulledAt: lastPulledAt?.toISOString() ?? null,
      },
      push: {
        enabled: settings.integrationEnabled && settings.pushEnabled,
        profile: settings.pushProfile,
        baseUrl: settings.pushBaseUrl ?? null,
        tokenUrl: settings.pushTokenUrl ?? null,
        lastDeliveryAt: push.lastDeliveryAt?.toISOString() ?? null,
      },
      queue,
      holds: push.holds,
      lastCompletion: latest ? lastCompletionView(latest) : null,
    };
  }
}

function lastCompletionView(latest: {
  completion: CompletionView;
  capturedAt: Date;
}): OverviewView['lastCompletion'] {
  const { id, user, course, timecompleted } = latest.completion;
  const name = [user.firstname, user.lastname].filter(Boolean).join(' ');
  return {
    id,
    user: name || user.username || `person ${user.id}`,
    course: course.fullname ?? `course ${course.id}`,
    timecompleted,
    capturedAt: latest.capturedAt.toISOString(),
  };
}
