import type { IncomingHttpHeaders } from 'node:http';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { WEBHOOK_PATH, type WebhookReceiptView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { WebhookIntakeService } from './webhook-intake.service';

@Controller(WEBHOOK_PATH)
export class WebhookController {
  constructor(private readonly intake: WebhookIntakeService) {}

  /** Takes one message of Totara, Moodle or another system. The body is its bytes, whatever the sender calls them. */
  @Post()
  @Access('signature')
  @HttpCode(202)
  receive(@Headers() headers: IncomingHttpHeaders, @Body() body: Buffer): Promise<WebhookReceiptView> {
    return this.intake.receive({ headers, body });
  }
}
