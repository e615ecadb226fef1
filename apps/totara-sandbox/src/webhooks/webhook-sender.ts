import {
  envelopeOf,
  signWebhook,
  WEBHOOK_SIGNATURE_HEADER,
  webhookRequestBody,
  type Random,
} from '@oracle-integration/testing';
import { isDatabaseGone, sayError } from '../database-failure';
import type { QueuedWebhook, WebhookQueue } from './webhook-queue';
import { webhookFate } from './webhook-retry';

const TIMEOUT_MS = 10_000;
const BATCH = 20;
/** How long the queue is left alone when nothing is due. */
const IDLE_MS = 500;
/** Of a hundred answers so many are lost on the way back: the webhook is sent again. */
const LOST_ANSWERS = 0.03;
/** Of a hundred batches so many are sent in another order. */
const SHUFFLED = 0.2;

/** What a sender is made of. */
export interface WebhookSenderParts {
  queue: WebhookQueue;
  url: string;
  secret: string;
  /** How long a minute of the schedule of tries takes: 60 000 in earnest. */
  minuteMs: number;
  random: Random;
  say(text: string): void;
  /** How long the receiver has for its answer. */
  timeoutMs?: number;
}

/**
 * Sends the webhooks of the site, at least once each: sometimes twice, sometimes out of order, and again and again
 * to a receiver in trouble, as Totara does.
 */
export class WebhookSender {
  private isStopped = false;
  private wake: () => void = () => undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: WebhookSenderParts) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Something was put into the queue. */
  nudge(): void {
    this.wake();
  }

  /** Ends after the webhook that is under way; what waits is sent after the next start. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      const sent = await this.sendDue().catch((error: unknown) => this.survive(error));
      if (sent === 0 && !this.isStopped) await this.rest();
    }
  }

  private async sendDue(): Promise<number> {
    const { queue, random } = this.parts;
    const due = await queue.due(Date.now(), BATCH);
    const batch = random.chance(SHUFFLED) ? shuffled(due, random) : due;
    for (const webhook of batch) {
      if (this.isStopped) break;
      await this.send(webhook);
    }
    return batch.length;
  }

  private async send(webhook: QueuedWebhook): Promise<void> {
    const { queue, minuteMs, random } = this.parts;
    const attempt = webhook.attempt + 1;
    const status = await this.post(webhook, attempt);
    const isLost = random.chance(LOST_ANSWERS) && attempt === 1;
    const fate = webhookFate(isLost ? undefined : status, attempt);
    switch (fate.kind) {
      case 'sent':
        return queue.markSent(webhook.id, attempt, Date.now());
      case 'dead':
        return queue.bury(webhook.id, attempt);
      case 'retry':
        return queue.retryAt(webhook.id, attempt, Date.now() + fate.minutes * minuteMs);
    }
  }

  /** Answers the status, or undefined when nothing answered in time. */
  private async post(webhook: QueuedWebhook, attempt: number): Promise<number | undefined> {
    const { url, secret, timeoutMs = TIMEOUT_MS } = this.parts;
    const timeSent = Math.floor(Date.now() / 1000);
    const body = webhookRequestBody(envelopeOf(webhook, { attempt, webhookId: 1, timeSent }));
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [WEBHOOK_SIGNATURE_HEADER]: signWebhook(body, secret),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      // Refused, cut off or too late: to Totara it is all the same.
      return undefined;
    }
  }

  /** An outage of the database is told by the life of the site; any other failure is said here. */
  private survive(error: unknown): number {
    if (!this.isStopped && !isDatabaseGone(error)) {
      this.parts.say(`A webhook could not be sent: ${sayError(error)}`);
    }
    return 0;
  }

  private async rest(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, IDLE_MS);
    });
    clearTimeout(timer);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
