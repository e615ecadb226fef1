import { Controller, Get, Header, Query } from '@nestjs/common';
import { Access } from '@oracle-integration/platform';
import { ListCompletionsQuery } from './list-completions.dto';
import { PullService } from './pull.service';

@Controller('api/v1/completions')
export class PullController {
  constructor(private readonly pull: PullService) {}

  /** One page of completions, oldest change first. */
  @Get()
  @Access('token:read')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-store')
  list(@Query() query: ListCompletionsQuery): Promise<string> {
    return this.pull.page(query);
  }
}
