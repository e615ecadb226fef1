import { Injectable } from '@nestjs/common';
import type { CompletionStoryView, CompletionView, KeptBackBy } from '@oracle-integration/contracts';
import { QueueListingService } from '@oracle-integration/queue';
import { AcknowledgementService } from '../acknowledgements/acknowledgement.service';
import { isCompletedStatus } from '../completion-record';
import { DeliveryPolicies } from '../delivery-policies';
import { keeperOf } from '../delivery-policy';
import { subjectOf } from '../subject';
import { RecordUnknownError } from './story.errors';
import { storyView } from './story.mapper';
import { StoryRepository } from './story.repository';

/** Everything that happened to one completion. */
@Injectable()
export class StoryService {
  constructor(
    private readonly stories: StoryRepository,
    private readonly queue: QueueListingService,
    private readonly acknowledgements: AcknowledgementService,
    private readonly policies: DeliveryPolicies,
  ) {}

  /** @throws RecordUnknownError */
  async story(id: string): Promise<CompletionStoryView> {
    const record = await this.stories.find(id);
    if (!record) throw new RecordUnknownError(id);
    const [past, deliveries, acknowledgements] = await Promise.all([
      this.stories.pastRevisions(id),
      this.queue.deliveriesOf(id, subjectOf(JSON.parse(record.publicJson) as CompletionView)),
      this.acknowledgements.ofRecord(id),
    ]);
    const story = storyView(record, past, deliveries);
    return { ...story, acknowledgements, keptBackBy: this.keptBackBy(story.completion, record.isErased) };
  }

  private keptBackBy(completion: CompletionView, isErased: boolean): KeptBackBy | null {
    return isCompletedStatus(completion.status)
      ? keeperOf(this.policies.current(), completion, isErased)
      : null;
  }
}
