import { Controller, Get, Param } from '@nestjs/common';
import type { CompletionStoryView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { CompletionParams } from './story.dto';
import { StoryService } from './story.service';

@Controller('api/admin/completions')
export class StoryController {
  constructor(private readonly stories: StoryService) {}

  /** The whole story of one completion: what it is, what happened to it, and what became of its deliveries. */
  @Get(':id')
  @Access('view')
  story(@Param() { id }: CompletionParams): Promise<CompletionStoryView> {
    return this.stories.story(id);
  }
}
