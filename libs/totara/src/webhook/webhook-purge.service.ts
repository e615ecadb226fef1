import { Injectable } from '@nestjs/common';
import { WebhookMessageRepository } from './webhook-message.repository';

/** Longer than Totara keeps what it sent (14 days) and what it gave up (28 days). */
const SETTLED_DAYS = 30;
/** What a manager may still look into. */
const KEPT_DAYS = 90;
/** Batches of one run: what is left has its turn at the next, ten minutes later. */
const BATCHES_MAX = 100;

/** Deletes messages that nobody asks for any more. */
@Injectable()
export class WebhookPurgeService {
  constructor(private readonly messages: WebhookMessageRepository) {}

  /** Answers how many were deleted, in small transactions that hold nobody up. */
  async purgeOld(): Promise<number> {
    let total = 0;
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const settled = await this.messages.purgeSettled(SETTLED_DAYS);
      const kept = await this.messages.purgeKept(KEPT_DAYS);
      total += settled.deleted + kept.deleted;
      if (!settled.isMore && !kept.isMore) break;
    }
    return total;
  }
}
