import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { ApiTokenListView, GeneratedApiTokenView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { TokenIssueService } from './token-issue.service';
import { ApiTokenParams, GenerateApiTokenBody } from './token.dto';

@Controller('api/admin/tokens')
@WhileOff('answers')
export class TokenController {
  constructor(private readonly tokens: TokenIssueService) {}

  /** All API tokens that are active, and those that ended last. */
  @Get()
  @Access('manage')
  list(): Promise<ApiTokenListView> {
    return this.tokens.list();
  }

  /** Generates a token, new or in place of another; only this answer shows it. */
  @Post()
  @Access('manage')
  generate(@Body() body: GenerateApiTokenBody, @CalledBy() caller: Caller): Promise<GeneratedApiTokenView> {
    return this.tokens.generate(body, caller);
  }

  /** Ends a token at once. */
  @Delete(':id')
  @Access('manage')
  @HttpCode(204)
  revoke(@Param() { id }: ApiTokenParams, @CalledBy() caller: Caller): Promise<void> {
    return this.tokens.revoke(id, caller);
  }
}
