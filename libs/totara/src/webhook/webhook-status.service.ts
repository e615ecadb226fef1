import { Injectable } from '@nestjs/common';
import {
  WEBHOOK_MESSAGE_STATES,
  WEBHOOK_PATH,
  type WebhookMessageState,
  type WebhookMessageView,
  type WebhookRequeueView,
  type WebhookStatusView,
} from '@oracle-integration/contracts';
import { PublicAddress, TallyService } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { WebhookRefusalsService } from './intake/webhook-refusals.service';
import { webhookSecrets } from './intake/webhook-secrets';
import { type MessageRow, WebhookMessageRepository } from './webhook-message.repository';

/** What a manager sees of the messages, and does about them. */
@Injectable()
export class WebhookStatusService {
  constructor(
    private readonly settings: SettingsService,
    private readonly messages: WebhookMessageRepository,
    private readonly refusals: WebhookRefusalsService,
    private readonly tallies: TallyService,
    private readonly address: PublicAddress,
  ) {}

  async status(): Promise<WebhookStatusView> {
    const [tally, latest, trouble] = await Promise.all([
      this.tallies.read('webhook'),
      this.messages.latest(),
      this.refusals.trouble(),
    ]);
    return {
      url: `${this.address.url}${WEBHOOK_PATH}`,
      state: stateOf(this.settings.current()),
      counts: Object.fromEntries(
        WEBHOOK_MESSAGE_STATES.map((state) => [state, tally.get(state) ?? 0]),
      ) as Record<WebhookMessageState, number>,
      lastReceivedAt: latest[0]?.receivedAt.toISOString() ?? null,
      trouble,
      latest: latest.map(messageView),
    };
  }

  /** Puts dead messages back into the line. */
  async requeueDead(): Promise<WebhookRequeueView> {
    const requeued = await this.messages.requeueDead();
    if (requeued > 0) await this.messages.announce();
    return { requeued };
  }

  /** The manager has seen to what was turned away. */
  clearTrouble(): Promise<void> {
    return this.refusals.clear();
  }
}

function stateOf(settings: Settings): WebhookStatusView['state'] {
  if (!settings.integrationEnabled) return 'off';
  return webhookSecrets(settings).length > 0 ? 'listening' : 'not_configured';
}

function messageView(row: MessageRow): WebhookMessageView {
  const isWaiting = row.state === 'waiting' || row.state === 'failed';
  return {
    id: row.id,
    event: row.event === '' ? null : row.event,
    state: row.state,
    reason: row.reason,
    userId: Number(row.userId) || null,
    courseId: Number(row.courseId) || null,
    eventAt: row.eventAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    attempts: row.attempts,
    nextAttemptAt: isWaiting ? row.nextAttemptAt.toISOString() : null,
  };
}
