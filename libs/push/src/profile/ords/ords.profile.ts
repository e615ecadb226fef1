import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { classifyAnswer, excerpt, troubleOf } from '../../delivery/classify-answer';
import { type Classification, forAll, notAnswered, unanswered, verdict } from '../../delivery/verdict';
import type { MappedItem } from '../../mapping/mapped-item';
import type { Conversation, ProfileRequest } from '../conversation';
import type { DeliveryProfile, HttpAnswer, ProbeFindings } from '../delivery-profile';
import { batchIdOf } from '../generic-json';
import { shownRequest } from '../shown-request';
import { readBatchloadAnswer } from './batchload-answer';
import { ordsGuide } from './ords.guide';
import { withOrdsWords } from './ords-error';
import { loadRequest, putRequest, tablePath } from './ords-request';

/**
 * A table behind Oracle REST Data Services. A row is put by its key, which may be repeated without harm. A load only
 * inserts, and keeps what it had committed when it fails: whatever is not sure of it is put row by row.
 */
export class OrdsProfile implements DeliveryProfile {
  readonly name = 'ords';
  readonly tellsRevocations = true;

  itemsAtOnce({ pushOrdsMode }: Settings): number | undefined {
    return pushOrdsMode === 'put' ? 1 : undefined;
  }

  missing(): string[] {
    return [];
  }

  send(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    return items.length === 1
      ? this.put(items[0]!, conversation, settings)
      : this.load(items, conversation, settings);
  }

  preview(item: MappedItem, settings: Settings): RequestPreviewView {
    const request = putRequest(item, settings);
    return shownRequest('unknown' in request ? unkeyed(settings) : request, settings);
  }

  async probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings> {
    const answer = await conversation.exchange({
      method: 'GET',
      path: `${tablePath(settings)}/?limit=1`,
      headers: {},
      batchId: batchIdOf([]),
    });
    if (answer.kind !== 'answer') return { answer };
    if (answer.status < 300 && !/"items"\s*:/.test(answer.body)) {
      return {
        answer,
        failure: {
          detail: 'The address answers, but not as a table of ORDS.',
          action: 'You: check Base URL and ORDS: path of the table. The table must be enabled for AutoREST.',
        },
      };
    }
    return { answer: withOrdsWords(answer), seen: 'The table can be read.' };
  }

  guide(settings: Settings) {
    return ordsGuide(settings);
  }

  private async put(
    item: MappedItem,
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const request = putRequest(item, settings);
    if ('unknown' in request) {
      const detail = `The key of the row needs ${request.unknown}, and nothing is known for it.`;
      return forAll([item], verdict(['park', 'unmapped'], 'PUSH.UNKNOWN_TO_ORACLE', detail));
    }
    const answer = await conversation.exchange(request);
    if (answer.kind !== 'answer') return notAnswered(answer, [item]);
    return classifyAnswer(answered(answer), [item], conversation.now());
  }

  private async load(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const answer = await conversation.exchange(loadRequest(items, settings));
    if (answer.kind === 'no_answer') return singly(items, 'PUSH.NO_ANSWER', answer.detail);
    if (answer.kind !== 'answer') return notAnswered(answer, items);
    const said = withOrdsWords(answer);
    const trouble = troubleOf(said, conversation.now());
    if (trouble) return { trouble };
    const isGood = said.status >= 200 && said.status < 300;
    if (!isGood)
      return singly(items, 'PUSH.TEMPORARY', `Oracle answered ${said.status}: ${excerpt(said.body)}`);
    const loaded = said.isCut ? undefined : readBatchloadAnswer(said.body);
    if (!loaded)
      return singly(items, 'PUSH.NO_ANSWER', `the answer is none of batchload: ${excerpt(said.body)}`);
    const { processed, inError, severity, words } = loaded;
    if (severity === 0 && inError === 0 && processed === items.length) {
      return forAll(items, verdict(['delivered', 'delivered'], null, null, said.status));
    }
    const detail = `${inError} of ${processed} rows in error: ${words}`;
    return forAll(items, verdict(['alone', 'unknown'], 'PUSH.UNANSWERED', detail, said.status));
  }
}

/** The body of a row that was put is not a list of results, whatever its columns are called. */
function answered(answer: HttpAnswer): HttpAnswer {
  const isGood = answer.status >= 200 && answer.status < 300 && /json/i.test(answer.contentType);
  return isGood ? { ...answer, body: '' } : withOrdsWords(answer);
}

/** What a load may have committed is not loaded again: put by its key it is there once, come what may. */
function singly(
  items: readonly MappedItem[],
  code: 'PUSH.NO_ANSWER' | 'PUSH.TEMPORARY',
  detail: string,
): Classification {
  return forAll(items, unanswered(verdict(['alone', 'unknown'], code, detail)));
}

/** What a preview shows of an item that has no key. */
function unkeyed(settings: Settings): Pick<ProfileRequest, 'method' | 'path' | 'headers' | 'body'> {
  return { method: 'PUT', path: `${tablePath(settings)}/${settings.pushOrdsKey}`, headers: {}, body: '' };
}
