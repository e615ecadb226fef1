import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import type { Settings } from '@oracle-integration/settings';
import { troubleOf } from '../../delivery/classify-answer';
import { DeliveryConversation } from '../../delivery/delivery-conversation';
import { retryAfterSeconds } from '../../delivery/retry-policy';
import { TROUBLE_WORDS } from '../../delivery/trouble';
import { TokenService } from '../../oauth/token.service';
import type { Exchanged } from '../../profile/conversation';
import { adfErrorWords } from '../../profile/fusion/adf-error';
import type { FusionRequest } from '../../profile/fusion/fusion-requests';
import type { DeliveryTarget } from '../../target/delivery-target';
import { TargetHttpClient } from '../../target/target-http.client';
import {
  type DataSetView,
  type MessagePage,
  readContentId,
  readDataSet,
  readFoundRequestId,
  readMessages,
  readRequestId,
} from './data-set-answers';
import {
  createRequest,
  dataSetRequest,
  messagesRequest,
  namedRequest,
  uploadRequest,
} from './data-set-requests';

/** What came of a question to Oracle. */
export type Asked<Value> =
  | { readonly value: Value }
  /** It may go better later; what is in the way, and how long Oracle asks us to wait. */
  | { readonly later: string; readonly waitSeconds?: number }
  /** It will not by itself; why. */
  | { readonly refused: string };

/** Whom to ask, and under which id the requests are logged. */
export interface DataSetOrder {
  readonly settings: Settings;
  readonly target: DeliveryTarget;
  readonly batchId: string;
  /** Lines of the part. */
  readonly lines: number;
}

const REQUEST_TIMEOUT_MS = 25_000;
/** Some ten megabytes are sent, and Oracle stores them. */
export const UPLOAD_TIMEOUT_MS = 120_000;

/** Speaks with HCM Data Loader through the resource `dataLoadDataSets`, on the way that deliveries go. */
@Injectable()
export class DataSetClient {
  /** The process ends: nothing is waited for any more. */
  isAbandoned = false;

  constructor(
    readonly tokens: TokenService,
    readonly http: TargetHttpClient,
    readonly clock: Clock,
    private readonly queue: QueueService,
  ) {}

  /** @returns by which Oracle knows the archive */
  upload(order: DataSetOrder, archive: Buffer): Promise<Asked<string>> {
    return this.ask(order, {
      what: 'the upload of the file',
      request: uploadRequest(order.settings, archive),
      read: readContentId,
      timeoutMs: UPLOAD_TIMEOUT_MS,
    });
  }

  /** @returns the number of the data set */
  create(order: DataSetOrder, contentId: string, name: string): Promise<Asked<string>> {
    return this.ask(order, {
      what: 'the request to load the file',
      request: createRequest(order.settings, contentId, name),
      read: readRequestId,
    });
  }

  /** The number of a data set of that name; `undefined` where none is found, or Oracle does not say. */
  async find(order: DataSetOrder, name: string): Promise<string | undefined> {
    const found = await this.ask(order, {
      what: 'the search for the data set',
      request: namedRequest(order.settings, name),
      read: readFoundRequestId,
    });
    return 'value' in found ? found.value : undefined;
  }

  look(order: DataSetOrder, dataSetId: string): Promise<Asked<DataSetView | 'unseen'>> {
    return this.ask<DataSetView | 'unseen'>(order, {
      what: 'the question for the data set',
      request: dataSetRequest(order.settings, dataSetId),
      read: readDataSet,
      // For some seconds after it was made.
      missing: 'unseen',
    });
  }

  messages(order: DataSetOrder, dataSetId: string, offset: number): Promise<Asked<MessagePage>> {
    return this.ask(order, {
      what: 'the question for the messages of the data set',
      request: messagesRequest(order.settings, dataSetId, offset),
      read: readMessages,
      // Its answers are about people, and are kept where an erasure finds them.
      isLogged: false,
    });
  }

  private async ask<Value>(order: DataSetOrder, question: Question<Value>): Promise<Asked<Value>> {
    const timeoutMs = question.timeoutMs ?? REQUEST_TIMEOUT_MS;
    const bounds = { itemCount: order.lines, timeLeftMs: () => timeoutMs };
    const conversation = new DeliveryConversation(this, order.target, bounds);
    const answer = await conversation.exchange({ ...question.request, batchId: order.batchId });
    if (question.isLogged !== false)
      await this.queue.settle({ settlements: [], requests: conversation.requests });
    return understood(answer, question, this.clock.now());
  }
}

interface Question<Value> {
  /** For the words. */
  readonly what: string;
  readonly request: FusionRequest;
  /** @throws SyntaxError when the body is not JSON */
  readonly read: (body: string) => Value | undefined;
  readonly timeoutMs?: number;
  /** What a 404 means, if anything. */
  readonly missing?: Value;
  readonly isLogged?: boolean;
}

function understood<Value>(answer: Exchanged, question: Question<Value>, now: Date): Asked<Value> {
  switch (answer.kind) {
    case 'no_token':
      return {
        later: `${TROUBLE_WORDS[answer.trouble.code].reason} (${answer.trouble.detail})`,
        ...(answer.trouble.waitSeconds === undefined ? {} : { waitSeconds: answer.trouble.waitSeconds }),
      };
    case 'no_time':
      return { later: 'The process that asked Oracle was stopped.' };
    case 'not_reached':
      return { later: `${TROUBLE_WORDS['PUSH.UNREACHABLE'].reason} (${answer.detail})` };
    case 'no_answer':
      return { later: `Oracle did not answer ${question.what}: ${answer.detail}.` };
    case 'answer':
      return understoodAnswer(answer, question, now);
  }
}

function understoodAnswer<Value>(
  answer: Extract<Exchanged, { kind: 'answer' }>,
  { what, read, missing }: Question<Value>,
  now: Date,
): Asked<Value> {
  const { status } = answer;
  if (status === 404 && missing !== undefined) return { value: missing };
  const told = `Oracle answered ${status} to ${what}: ${adfErrorWords(answer)}`;
  if (status === 429 || status === 408 || status >= 500) {
    const waitSeconds = retryAfterSeconds(answer.retryAfter, now);
    return { later: told, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
  }
  if (status === 413) {
    return { refused: `${told}. The file is too large for it: make files of a shorter time.` };
  }
  const trouble = troubleOf(answer, now);
  if (trouble) {
    const { reason, action } = TROUBLE_WORDS[trouble.code];
    return { refused: `${reason} ${action} (${told})` };
  }
  if (status >= 300) return { refused: told };
  return valueOf(answer.body, { what, read });
}

function valueOf<Value>(body: string, { what, read }: Pick<Question<Value>, 'what' | 'read'>): Asked<Value> {
  const refused = `What Oracle answered to ${what} is not what the interface promises.`;
  try {
    const value = read(body);
    return value === undefined ? { refused } : { value };
  } catch (error) {
    if (error instanceof SyntaxError) return { refused };
    throw error;
  }
}
