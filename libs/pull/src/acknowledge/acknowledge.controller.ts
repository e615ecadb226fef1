import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { currentApiToken } from '@oracle-integration/auth';
import type { AcknowledgementWord } from '@oracle-integration/completions';
import type { AcknowledgedView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import { rememberFacts } from '../access-log/request-facts';
import { Acknowledgements } from './acknowledge.body';
import { AcknowledgeService } from './acknowledge.service';

@Controller('api/v1/completions/ack')
export class AcknowledgeController {
  constructor(private readonly acknowledging: AcknowledgeService) {}

  /** What an outside system did with the completions that it pulled: accepted, or rejected with a reason. */
  @Post()
  @Access('token:ack')
  @HttpCode(200)
  acknowledge(
    @Acknowledgements() words: AcknowledgementWord[],
    @Req() request: FastifyRequest,
  ): Promise<AcknowledgedView> {
    rememberFacts(request, { kind: 'acknowledgement', records: words.length, bytes: 0 });
    return this.acknowledging.acknowledge(words, currentApiToken(request).consumerId);
  }
}
