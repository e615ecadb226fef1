import { Injectable } from '@nestjs/common';
import { CompletionFeedService, type FeedSource } from '@oracle-integration/completions';
import type { CompletionView, ListCompletionsParams } from '@oracle-integration/contracts';
import { AnswerFormat } from '../answer-format';
import { type FeedRequest, FeedRequests } from '../feed-request';
import { completionsAsCsv, CSV_HEADER } from './completion-csv';

/** Records read at once: large enough that reading costs little, small enough that a thousand readers fit in memory. */
const PAGE = 1000;
/** Ids of consumers begin with 1: nobody has acknowledged anything as this one. */
const NO_CONSUMER = 0;
const LINE_END = Buffer.from('\n');

export type StreamFormat = Exclude<AnswerFormat, 'application/json'>;

export interface CompletionStream {
  /** Where to go on when it has been read to its end. */
  readonly nextCursor: string;
  readonly consistentThrough: string;
  /** Parts of the answer, each with the number of records in it. Nothing is read before it is asked for, but the next part. */
  parts(): AsyncGenerator<StreamPart>;
}

export interface StreamPart {
  readonly bytes: Buffer;
  readonly count: number;
}

interface Stretch {
  readonly through: string;
  readonly limit: number;
  /** Where its end was seen: all of it is read there. */
  readonly source: FeedSource;
}

/** Serves the whole of a result in one answer. */
@Injectable()
export class CompletionStreamService {
  constructor(
    private readonly requests: FeedRequests,
    private readonly feed: CompletionFeedService,
  ) {}

  /**
   * All records up to the end that the feed has now. Its end is known before it begins, and with it the cursor to go on
   * with; what changes meanwhile moves behind it. It is read page by page: no transaction is held open for the reader.
   *
   * @throws PullDisabledError, CursorInvalidError, CursorOfOtherFiltersError
   */
  async open(
    params: ListCompletionsParams,
    consumerId: number,
    format: StreamFormat,
  ): Promise<CompletionStream> {
    return this.streamOf(await this.requests.understand(params, consumerId), params, format);
  }

  /** The same for an operator, who is no consumer, and may read while the Pull API is switched off. */
  async openForOperator(params: ListCompletionsParams, format: StreamFormat): Promise<CompletionStream> {
    return this.streamOf(await this.requests.read(params, NO_CONSUMER), params, format);
  }

  private async streamOf(
    request: FeedRequest,
    params: ListCompletionsParams,
    format: StreamFormat,
  ): Promise<CompletionStream> {
    const { seq, source } = await this.feed.end(request.filters);
    const stretch = await this.stretchOf(params, request, { seq, source });
    return {
      nextCursor: request.cursorOf(stretch.through),
      consistentThrough: source.consistentThrough.toISOString(),
      parts: () => this.parts(request, stretch, format),
    };
  }

  /** With a limit the end is behind the last record of it, which is looked for first. */
  private async stretchOf(
    { limit }: ListCompletionsParams,
    { filters, after }: FeedRequest,
    { seq: end, source }: { seq: string; source: FeedSource },
  ): Promise<Stretch> {
    const through = BigInt(end) > BigInt(after) ? end : after;
    if (limit === undefined) return { through, limit: PAGE, source };
    const page = await this.feed.read(filters, { after, through, limit, separator: '\n' }, source);
    return { through: page.hasMore && page.lastSeq !== null ? page.lastSeq : through, limit, source };
  }

  private async *parts(
    { filters, after }: FeedRequest,
    { through, limit, source }: Stretch,
    format: StreamFormat,
  ): AsyncGenerator<StreamPart> {
    const read = (position: string) =>
      this.feed.read(
        filters,
        { after: position, through, limit, separator: format === AnswerFormat.Csv ? ',' : '\n' },
        source,
      );
    if (format === AnswerFormat.Csv) yield { bytes: Buffer.from(CSV_HEADER), count: 0 };
    let next = read(after);
    for (;;) {
      const page = await next;
      if (page.hasMore) {
        // Read ahead while the reader takes the present one; its failure is met in the next round, if there is one.
        next = read(page.lastSeq!);
        next.catch(() => undefined);
      }
      if (page.count > 0) yield { bytes: bytesOf(page.items, format), count: page.count };
      if (!page.hasMore) return;
    }
  }
}

function bytesOf(items: Buffer, format: StreamFormat): Buffer {
  if (format === AnswerFormat.NdJson) return Buffer.concat([items, LINE_END]);
  return Buffer.from(completionsAsCsv(JSON.parse(`[${items.toString()}]`) as CompletionView[]));
}
