import { Injectable } from '@nestjs/common';
import { describeError, type SpanFacts, tracing } from '@oracle-integration/platform';
import { type Agent, errors } from 'undici';
import { AddressNotAllowedError, refusedHost } from './address-guard';
import { answerBody } from './answer-body';
import { Exchange, ExchangeFailedError, OutOfTimeError, type RawAnswer } from './exchange';
import type { RemoteAnswer } from './remote-answer';
import { targetAgent, type Trust } from './target-agent';
import { UnreachedError } from './unreached';

/** Enough for a thousand item results with long errors; what follows is cut. */
export const ANSWER_BYTES_MAX = 10 * 1024 * 1024;
/** A target that says nothing for so long has gone away. */
const IDLE_TIMEOUT_MS = 15_000;

export interface TargetRequest extends Trust {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** From now to the last byte of the answer. */
  readonly timeoutMs: number;
  /** How long nothing of the answer may come, its first byte included; 15 s unless told. */
  readonly idleTimeoutMs?: number;
  /** Over a connection of its own, so that address and certificate are looked at anew. */
  readonly isNewConnection?: boolean;
}

/**
 * Speaks HTTP with the target. No redirect is followed (it would carry the bearer token elsewhere), answers are
 * capped, private addresses are refused when connecting, and every failure comes back as a value.
 */
@Injectable()
export class TargetHttpClient {
  /** One pool for each trust that the settings have had; connections at rest are closed after some seconds. */
  private readonly agents = new Map<string, Agent>();

  /** Never throws. */
  post(request: Omit<TargetRequest, 'method'>): Promise<RemoteAnswer> {
    return this.send({ ...request, method: 'POST' });
  }

  /** Never throws. */
  send(request: TargetRequest): Promise<RemoteAnswer> {
    const work = { name: request.method, facts: requestFacts(request), isCall: true };
    return tracing().span(work, async (span, trace) => {
      const answer = await this.reach({ ...request, headers: { ...request.headers, ...trace } });
      if (answer.kind === 'answer') span.note({ 'http.response.status_code': answer.status });
      else span.fail(answer.kind);
      return answer;
    });
  }

  private async reach(request: TargetRequest): Promise<RemoteAnswer> {
    const refusal = refusalOf(request);
    if (refusal) return { kind: 'not_reached', stage: 'address', detail: refusal };
    if (!request.isNewConnection) return exchange(this.agentFor(request), request);
    const agent = targetAgent(request);
    try {
      return await exchange(agent, request);
    } finally {
      await agent.destroy();
    }
  }

  /** Cuts the requests under way; each comes back as one without an answer. */
  async abandon(): Promise<void> {
    const agents = [...this.agents.values()];
    this.agents.clear();
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  private agentFor({ allowPrivate, caCertificate }: Trust): Agent {
    const key = `${allowPrivate} ${caCertificate ?? ''}`;
    const agent = this.agents.get(key) ?? targetAgent({ allowPrivate, caCertificate });
    this.agents.set(key, agent);
    return agent;
  }
}

/** Without the query string, which may hold anything. */
function requestFacts({ method, url }: TargetRequest): SpanFacts {
  if (!URL.canParse(url)) return { 'http.request.method': method };
  const { hostname, pathname } = new URL(url);
  return { 'http.request.method': method, 'server.address': hostname, 'url.path': pathname };
}

function refusalOf({ url, allowPrivate }: TargetRequest): string | undefined {
  if (!URL.canParse(url)) return 'the address is not a URL';
  const refused = allowPrivate ? undefined : refusedHost(url);
  return refused && new AddressNotAllowedError(refused).message;
}

async function exchange(agent: Agent, request: TargetRequest): Promise<RemoteAnswer> {
  const { method, url, headers, body, timeoutMs, idleTimeoutMs = IDLE_TIMEOUT_MS } = request;
  const { origin, pathname, search } = new URL(url);
  const handler = new Exchange({ timeoutMs, maxBytes: ANSWER_BYTES_MAX });
  const options = {
    origin,
    path: pathname + search,
    method,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'oracle-integration',
      ...headers,
    },
    body: body ?? null,
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
  };
  try {
    agent.dispatch(options, handler);
    return await answerFrom(await handler.answer);
  } catch (error) {
    return failureFrom(error, request);
  }
}

async function answerFrom({ status, headers, bytes, isCut }: RawAnswer): Promise<RemoteAnswer> {
  const header = (name: string) => [headers[name]].flat()[0];
  const limits = { isCut, maxBytes: ANSWER_BYTES_MAX };
  const body = await answerBody(bytes, header('content-encoding') ?? '', limits);
  return {
    kind: 'answer',
    status,
    contentType: header('content-type') ?? '',
    retryAfter: header('retry-after'),
    headers: Object.fromEntries(Object.keys(headers).map((name) => [name, header(name) ?? ''])),
    body: body.text,
    isCut: body.isCut,
  };
}

function failureFrom(error: unknown, request: TargetRequest): RemoteAnswer {
  const { cause, isSent } = error instanceof ExchangeFailedError ? error : { cause: error, isSent: true };
  if (cause instanceof UnreachedError) {
    return { kind: 'not_reached', stage: cause.stage, detail: cause.message };
  }
  if (isSent) return { kind: 'no_answer', detail: noAnswerDetail(cause, request) };
  const { host } = new URL(request.url);
  const detail = cause instanceof OutOfTimeError ? `no connection to ${host} in time` : describeError(cause);
  return { kind: 'not_reached', stage: 'connection', detail };
}

function noAnswerDetail(cause: unknown, { idleTimeoutMs = IDLE_TIMEOUT_MS }: TargetRequest): string {
  if (cause instanceof OutOfTimeError) return 'no answer in time';
  if (cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError) {
    return `nothing of an answer for ${idleTimeoutMs / 1000} s`;
  }
  if (cause instanceof errors.HTTPParserError) return 'what came back is not HTTP';
  return `the connection broke before the answer was complete: ${describeError(cause)}`;
}
