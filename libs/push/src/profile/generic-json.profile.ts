import { randomUUID } from 'node:crypto';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { classifyAnswer } from '../delivery/classify-answer';
import type { Classification } from '../delivery/verdict';
import type { MappedItem } from '../mapping/mapped-item';
import { urlOf } from '../target/delivery-target';
import type { Conversation } from './conversation';
import type { DeliveryProfile, ProbeFindings } from './delivery-profile';
import { renderBatch } from './generic-json';
import { genericJsonGuide } from './generic-json.guide';

/** Our own JSON, for an endpoint that the customer makes: middleware, an integration flow, a gateway. */
export class GenericJsonProfile implements DeliveryProfile {
  readonly name = 'generic-json';

  itemsAtOnce(): undefined {
    return undefined;
  }

  missing(): string[] {
    return [];
  }

  async send(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const { batchId, body } = renderBatch(items);
    const answer = await conversation.exchange({
      method: 'POST',
      path: settings.pushCompletionsPath,
      headers: headersOf(batchId),
      body,
      batchId,
    });
    return classifyAnswer(answer, items, conversation.now());
  }

  preview(item: MappedItem, settings: Settings): RequestPreviewView {
    const { batchId, body } = renderBatch([item]);
    return {
      method: 'POST',
      url: urlOf(settings, settings.pushCompletionsPath),
      headers: { authorization: 'Bearer ***', ...headersOf(batchId) },
      body,
    };
  }

  /** An empty batch: there is nothing in it that Oracle could record. */
  async probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings> {
    const batchId = randomUUID();
    const answer = await conversation.exchange({
      method: 'POST',
      path: settings.pushCompletionsPath,
      headers: headersOf(batchId),
      body: JSON.stringify({ batchId, items: [] }),
      batchId,
    });
    return { answer };
  }

  guide(settings: Settings) {
    return genericJsonGuide(settings);
  }
}

function headersOf(batchId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'idempotency-key': batchId };
}
