import type { Settings } from '@oracle-integration/settings';
import type { Conversation, Exchanged } from '../conversation';
import type { FusionRequest } from './fusion-requests';

/** All requests of one delivery, under one id in the log. */
export class Talk {
  constructor(
    private readonly conversation: Conversation,
    readonly settings: Settings,
    private readonly batchId: string,
  ) {}

  ask(request: FusionRequest): Promise<Exchanged> {
    return this.conversation.exchange({ ...request, batchId: this.batchId });
  }

  now(): Date {
    return this.conversation.now();
  }
}
