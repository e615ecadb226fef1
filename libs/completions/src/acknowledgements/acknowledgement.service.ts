import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type {
  AcknowledgementResult,
  CompletionAcknowledgementView,
  ConsumerAcknowledgementsView,
} from '@oracle-integration/contracts';
import { TallyService } from '@oracle-integration/platform';
import {
  AcknowledgementRepository,
  type Rejection,
  type RejectionPosition,
} from './acknowledgement.repository';
import { type AcknowledgementWord, planAcknowledgements } from './acknowledgement-word';

/** What consumers said of the completions that they pulled. */
@Injectable()
export class AcknowledgementService {
  constructor(
    private readonly acknowledgements: AcknowledgementRepository,
    private readonly tallies: TallyService,
  ) {}

  /** Takes a consumer's words, of which the latest on a revision stands; answers in their order. */
  async acknowledge(
    consumerId: number,
    words: readonly AcknowledgementWord[],
  ): Promise<AcknowledgementResult[]> {
    // What is no UUID is the id of nothing here.
    const ids = new Set(words.map(({ id }) => id.toLowerCase()).filter((id) => isUuid(id)));
    const present = await this.acknowledgements.presentRevisions([...ids]);
    const plan = planAcknowledgements(words, (id) => present.get(id));
    const isNew =
      plan.kept.length > 0 ? await this.acknowledgements.keep(consumerId, plan.kept) : new Set<string>();
    return plan.results(({ recordId, revision }) => isNew.has(`${recordId}:${revision}`));
  }

  /** Rejections behind a position, the latest first. */
  rejections(
    after: RejectionPosition | undefined,
    consumerId: number | undefined,
    limit: number,
  ): Promise<Rejection[]> {
    return this.acknowledgements.rejections(after, consumerId, limit);
  }

  /** All that consumers said of one record, the oldest first. */
  ofRecord(recordId: string): Promise<CompletionAcknowledgementView[]> {
    return this.acknowledgements.ofRecord(recordId);
  }

  /** Kept, not counted. */
  async counts(): Promise<ConsumerAcknowledgementsView[]> {
    const tally = await this.tallies.read('acknowledgements');
    const ids = new Set([...tally.keys()].map((name) => Number(name.split('.')[0])));
    return [...ids].map((consumerId) => ({
      consumerId,
      accepted: tally.get(`${consumerId}.accepted`) ?? 0,
      rejected: tally.get(`${consumerId}.rejected`) ?? 0,
    }));
  }
}
