import { Injectable } from '@nestjs/common';
import type { CompletionStoryView } from '@oracle-integration/contracts';
import { QueueService } from '@oracle-integration/queue';
import { RecordUnknownError } from './story.errors';
import { storyView } from './story.mapper';
import { StoryRepository } from './story.repository';

/** Everything that happened to one completion. */
@Injectable()
export class StoryService {
  constructor(
    private readonly stories: StoryRepository,
    private readonly queue: QueueService,
  ) {}

  /** @throws RecordUnknownError */
  async story(id: string): Promise<CompletionStoryView> {
    const record = await this.stories.find(id);
    if (!record) throw new RecordUnknownError(id);
    const [past, deliveries] = await Promise.all([
      this.stories.pastRevisions(id),
      this.queue.deliveriesOf(id),
    ]);
    return storyView(record, past, deliveries);
  }
}
