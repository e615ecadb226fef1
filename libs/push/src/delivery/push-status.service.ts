import { Injectable } from '@nestjs/common';
import type { OverviewView } from '@oracle-integration/contracts';
import { Clock, CopyGuard } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { holdViews } from './hold.mapper';
import type { PushTargetEntity } from './push-target.entity';
import { PushTargetRepository } from './push-target.repository';
import { expectedAttempts, retryRulesOf } from './retry-policy';

/** What a manager sees of Push. */
export type PushStatus = Pick<OverviewView, 'push' | 'queue' | 'holds'>;

/** How deliveries stand: where they go, what waits, and what holds them up. */
@Injectable()
export class PushStatusService {
  private readonly startedAt: Date;

  constructor(
    private readonly settings: SettingsService,
    private readonly queue: QueueService,
    private readonly targets: PushTargetRepository,
    private readonly copies: CopyGuard,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  async status(): Promise<PushStatus> {
    const settings = this.settings.current();
    const [target, queue, copy] = await Promise.all([
      this.targets.find(),
      this.queue.counts(),
      this.copies.unconfirmed(),
    ]);
    const now = this.clock.now();
    const rules = retryRulesOf(settings);
    return {
      push: {
        enabled: settings.integrationEnabled && settings.pushEnabled,
        profile: settings.pushProfile,
        baseUrl: settings.pushBaseUrl ?? null,
        tokenUrl: settings.pushTokenUrl ?? null,
        lastDeliveryAt: target?.lastDeliveryAt?.toISOString() ?? null,
        pause: pauseOf(target),
        nextAttempts: expectedAttempts(rules.maxAttempts, rules, now).map((at) => at.toISOString()),
      },
      queue,
      holds: holdViews(settings, target, {
        waiting: queue.queued + queue.failed,
        startedAt: this.startedAt,
        now,
        copy,
      }),
    };
  }
}

function pauseOf(target: PushTargetEntity | null): PushStatus['push']['pause'] {
  if (!target?.pauseFrom) return null;
  return {
    from: target.pauseFrom.toISOString(),
    to: target.pauseTo?.toISOString() ?? null,
    reason: target.pauseReason,
    by: target.pausedBy ?? '',
  };
}
