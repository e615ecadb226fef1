import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { findApiToken } from '@oracle-integration/auth';
import { Clock } from '@oracle-integration/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PullLogService } from './pull-log.service';
import { factsOf } from './request-facts';

const PULL_PATH = '/api/v1/completions';
const FILTERS_LENGTH_MAX = 2_000;

/** Notes every request of an outside system once it has been answered, whatever came of it. */
@Injectable()
export class AccessLogHook implements OnModuleInit {
  constructor(
    private readonly adapters: HttpAdapterHost,
    private readonly log: PullLogService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    // There is no server where the modules run by themselves.
    const server = this.adapters.httpAdapter?.getInstance<FastifyInstance>();
    server?.addHook('onResponse', (request, reply, done) => {
      if (request.url.startsWith(PULL_PATH)) this.note(request, reply);
      done();
    });
  }

  /** A reader that went away gets no response; its stream calls this itself. */
  note(request: FastifyRequest, reply: FastifyReply): void {
    const token = findApiToken(request);
    // Whoever showed no token of ours is not an outside system that pulls.
    if (!token) return;
    const facts = factsOf(request);
    const durationMs = Math.round(reply.elapsedTime);
    this.log.note({
      requestedAt: new Date(this.clock.now().getTime() - durationMs).toISOString(),
      id: randomUUID(),
      kind: facts?.kind ?? (request.method === 'POST' ? 'acknowledgement' : 'page'),
      tokenId: token.id,
      consumerId: token.consumerId,
      address: request.ip,
      filters: filtersOf(request.url),
      status: reply.statusCode,
      records: facts?.records ?? 0,
      bytes: facts?.bytes ?? 0,
      durationMs,
      isComplete: reply.raw.writableFinished,
    });
  }
}

/** A cursor says nothing to a person. */
function filtersOf(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return '';
  return url
    .slice(at + 1)
    .split('&')
    .filter((parameter) => !parameter.startsWith('cursor='))
    .join('&')
    .slice(0, FILTERS_LENGTH_MAX);
}
