import { randomUUID } from 'node:crypto';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import type { Classification } from '../delivery/verdict';
import type { MappedItem } from '../mapping/mapped-item';
import type { Conversation } from './conversation';
import type { DeliveryProfile, ProbeFindings } from './delivery-profile';
import { genericJsonGuide } from './generic-json.guide';
import { judgeAnswer } from './generic-json-answer';
import { addressed, completionsRequest } from './generic-json-request';
import { shownRequest } from './shown-request';

/** Our own JSON, for an endpoint that the customer makes: middleware, an integration flow, a gateway. */
export class GenericJsonProfile implements DeliveryProfile {
  readonly name = 'generic-json';
  readonly tellsRevocations = true;

  itemsAtOnce({ pushRequestShape }: Settings): number | undefined {
    return pushRequestShape === 'single' ? 1 : undefined;
  }

  missing(): string[] {
    return [];
  }

  async send(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const answer = await conversation.exchange(completionsRequest(items, settings));
    return judgeAnswer(answer, { items, now: conversation.now() }, settings);
  }

  preview(item: MappedItem, settings: Settings): RequestPreviewView {
    return shownRequest(completionsRequest([item], settings), settings);
  }

  async probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings> {
    const { pushCompletionsPath: path, pushRequestShape } = settings;
    const batchId = randomUUID();
    const request = addressed(batchId, settings);
    if (pushRequestShape === 'batch') {
      // An empty batch: there is nothing in it that Oracle could record.
      const body = JSON.stringify({ batchId, items: [] });
      return { answer: await conversation.exchange({ ...request, path, body }) };
    }
    // Nothing single is empty, so it is only looked at.
    const place = path.replaceAll('{id}', batchId);
    const answer = await conversation.exchange({ ...request, method: 'GET', path: place });
    const isThere =
      answer.kind === 'answer' && (answer.status === 405 || place !== path) && answer.status < 500;
    const isOpen = isThere && (answer.status === 404 || answer.status === 405);
    return isOpen
      ? { answer: { ...answer, status: 200 }, seen: `It answers ${answer.status}; it was only looked at.` }
      : { answer };
  }

  guide(settings: Settings) {
    return genericJsonGuide(settings);
  }
}
