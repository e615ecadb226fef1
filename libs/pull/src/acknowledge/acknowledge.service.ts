import { Injectable } from '@nestjs/common';
import { AcknowledgementService, type AcknowledgementWord } from '@oracle-integration/completions';
import type { AcknowledgedView } from '@oracle-integration/contracts';
import { acknowledgements } from '@oracle-integration/platform';
import { FeedRequests } from '../feed-request';

/** Takes what outside systems say of the completions that they pulled. */
@Injectable()
export class AcknowledgeService {
  constructor(
    private readonly requests: FeedRequests,
    private readonly ledger: AcknowledgementService,
  ) {}

  /** @throws PullDisabledError */
  async acknowledge(words: readonly AcknowledgementWord[], consumerId: number): Promise<AcknowledgedView> {
    this.requests.requireEnabled();
    const results = await this.ledger.acknowledge(consumerId, words);
    for (const result of results) acknowledgements.inc({ result });
    return { results: words.map(({ id }, index) => ({ id, result: results[index]! })) };
  }
}
