import type { PullRequestKind } from '@oracle-integration/contracts';
import type { FastifyRequest } from 'fastify';

/** What only the answering of a request knows of it. */
export interface RequestFacts {
  readonly kind: PullRequestKind;
  /** Records handed out, or acknowledgements taken, so far. */
  records: number;
  /** Bytes before compression, so far. */
  bytes: number;
}

const FACTS = new WeakMap<FastifyRequest, RequestFacts>();

/** Keeps the facts of a request for the access log; they may go on changing until it has been answered. */
export function rememberFacts(request: FastifyRequest, facts: RequestFacts): RequestFacts {
  FACTS.set(request, facts);
  return facts;
}

export function factsOf(request: FastifyRequest): RequestFacts | undefined {
  return FACTS.get(request);
}
