import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { WebhookTroubleView } from '@oracle-integration/contracts';
import { Clock, describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import type { WebhookErrorCode } from '../webhook.errors';
import { REFUSAL_WORDS } from './refusal-words';
import { type Refusal, WebhookRefusalRepository } from './webhook-refusal.repository';

/** A flood of wrong messages costs one write a second and one line a minute, however large it is. */
const WRITE_DELAY_MS = 1_000;
const LOG_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** Counts what was turned away, for the manager: the sender may not send it again. */
@Injectable()
export class WebhookRefusalsService implements OnApplicationShutdown {
  private readonly logger = new Logger(WebhookRefusalsService.name);
  private counts = new Map<WebhookErrorCode, number>();
  private readonly loggedAt = new Map<WebhookErrorCode, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly refusals: WebhookRefusalRepository,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** Notes one. A process that serves requests runs no timers of its own, so the write has a delay instead. */
  note(code: WebhookErrorCode): void {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    this.log(code);
    this.timer ??= setTimeout(() => void this.write(), WRITE_DELAY_MS).unref();
  }

  /** What a manager must know of, the latest first. */
  async trouble(): Promise<WebhookTroubleView[]> {
    const now = this.clock.now().getTime();
    const refusals = await this.refusals.list(this.settings.current().totaraSiteId);
    return refusals
      .filter(({ code, lastAt }) => now - lastAt.getTime() < REFUSAL_WORDS[code].shownDays * DAY_MS)
      .map(troubleView);
  }

  /** A manager has seen to it. */
  async clear(): Promise<void> {
    await this.write();
    await this.refusals.clear(this.settings.current().totaraSiteId);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.write();
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.counts.size === 0) return;
    const counts = this.counts;
    this.counts = new Map();
    try {
      await this.refusals.add(this.settings.current().totaraSiteId, counts);
    } catch (error) {
      // Our own database is away: the counts wait for the next one to be noted.
      for (const [code, count] of counts) this.counts.set(code, (this.counts.get(code) ?? 0) + count);
      this.logger.debug(`Refusals could not be written down yet: ${describeError(error)}`);
    }
  }

  private log(code: WebhookErrorCode): void {
    const now = this.clock.now().getTime();
    if (now - (this.loggedAt.get(code) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return;
    this.loggedAt.set(code, now);
    const { reason, action } = REFUSAL_WORDS[code];
    this.logger.warn(`${reason} ${action} (${code})`);
  }
}

function troubleView({ code, count, since, lastAt }: Refusal): WebhookTroubleView {
  const { reason, action } = REFUSAL_WORDS[code];
  return { code, reason, action, since: since.toISOString(), lastAt: lastAt.toISOString(), count };
}
