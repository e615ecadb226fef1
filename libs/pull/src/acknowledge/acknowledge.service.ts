import { Injectable } from '@nestjs/common';
import { AcknowledgementService, type AcknowledgementWord } from '@oracle-integration/completions';
import type { AcknowledgedView } from '@oracle-integration/contracts';
import { FeedRequests } from '../feed-request';

/** Takes what outside systems say of the completions that they pulled. */
@Injectable()
export class AcknowledgeService {
  constructor(
    private readonly requests: FeedRequests,
    private readonly acknowledgements: AcknowledgementService,
  ) {}

  /** @throws PullDisabledError */
  async acknowledge(words: readonly AcknowledgementWord[], consumerId: number): Promise<AcknowledgedView> {
    this.requests.requireEnabled();
    const results = await this.acknowledgements.acknowledge(consumerId, words);
    return { results: words.map(({ id }, index) => ({ id, result: results[index]! })) };
  }
}
