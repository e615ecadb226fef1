import { Readable } from 'node:stream';
import type {} from '@fastify/compress';
import { Injectable } from '@nestjs/common';
import { currentApiToken } from '@oracle-integration/auth';
import type { ListCompletionsParams } from '@oracle-integration/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessLogHook } from './access-log/access-log-hook';
import { rememberFacts, type RequestFacts } from './access-log/request-facts';
import { AnswerFormat, answerFormat } from './answer-format';
import { namesTag } from './page-tag';
import { PullService, type PulledPage } from './pull.service';
import {
  CompletionStreamService,
  type CompletionStream,
  type StreamFormat,
  type StreamPart,
} from './stream/completion-stream.service';
import { endWhenIdle } from './stream/end-when-idle';

/** Below this compressing makes an answer no smaller on the wire. */
const COMPRESSED_FROM_BYTES = 1_024;
/** How long a reader may take nothing of a stream. */
const STREAM_IDLE_MS = 60_000;
/** Kept by nobody but the reader, and by it only if it asks again. */
const CACHE_CONTROL = 'private, no-cache';

/** Answers a pull in the form that its reader asked for. */
@Injectable()
export class PullAnswers {
  constructor(
    private readonly pull: PullService,
    private readonly streams: CompletionStreamService,
    private readonly accessLog: AccessLogHook,
  ) {}

  /** @throws NotAcceptableError, and whatever is wrong with the request */
  async answer(params: ListCompletionsParams, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const format = answerFormat(request.headers.accept);
    const { consumerId } = currentApiToken(request);
    if (format === AnswerFormat.Json) {
      sendPage(request, reply, await this.pull.page(params, consumerId));
    } else {
      this.sendStream(request, reply, format, await this.streams.open(params, consumerId, format));
    }
  }

  private sendStream(
    request: FastifyRequest,
    reply: FastifyReply,
    format: StreamFormat,
    { nextCursor, consistentThrough, parts }: CompletionStream,
  ): void {
    const facts = rememberFacts(request, { kind: 'stream', records: 0, bytes: 0 });
    void reply.headers({
      'content-type': `${format}; charset=utf-8`,
      'cache-control': CACHE_CONTROL,
      vary: 'accept',
      'x-next-cursor': nextCursor,
      'x-consistent-through': consistentThrough,
    });
    if (request.method === 'HEAD') {
      void reply.send();
      return;
    }
    endWhenIdle(reply.raw, STREAM_IDLE_MS);
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) this.accessLog.note(request, reply);
    });
    const stream = Readable.from(counted(parts(), facts), { objectMode: false });
    if (wantsCompression(request)) reply.compress(stream);
    else void reply.send(stream);
  }
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: PulledPage): void {
  const { body, tag, count, consistentThrough } = page;
  const facts = rememberFacts(request, { kind: 'page', records: 0, bytes: 0 });
  void reply.headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': CACHE_CONTROL,
    vary: 'accept',
    etag: tag,
    'x-consistent-through': consistentThrough,
  });
  if (namesTag(request.headers['if-none-match'], tag)) {
    void reply.status(304).send();
    return;
  }
  facts.records = count;
  facts.bytes = body.length;
  if (facts.bytes >= COMPRESSED_FROM_BYTES && wantsCompression(request)) reply.compress(body);
  else void reply.header('content-length', facts.bytes).send(body);
}

/** Asked here, so that a reader that wants none pays nothing for it. */
function wantsCompression({ headers }: FastifyRequest): boolean {
  return headers['accept-encoding'] !== undefined;
}

async function* counted(parts: AsyncGenerator<StreamPart>, facts: RequestFacts): AsyncGenerator<Buffer> {
  for await (const { bytes, count } of parts) {
    facts.bytes += bytes.length;
    facts.records += count;
    yield bytes;
  }
}
