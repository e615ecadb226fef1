import { Controller, Get, Req, Res } from '@nestjs/common';
import type { ListCompletionsParams } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PullParams } from './list-completions.query';
import { PullAnswers } from './pull-answers';

@Controller('api/v1/completions')
export class PullController {
  constructor(private readonly answers: PullAnswers) {}

  /** Completions, oldest change first: one page as JSON, or the whole result as NDJSON or CSV. */
  @Get()
  @Access('token:read')
  list(
    @PullParams() params: ListCompletionsParams,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.answer(params, request, reply);
  }
}
