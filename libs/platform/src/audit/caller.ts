import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuditActor } from '@oracle-integration/contracts';
import type { FastifyRequest } from 'fastify';
import { anonymousCaller, type Caller } from './audit-entry';

const ACTORS = new WeakMap<FastifyRequest, AuditActor>();

/** The access guard says who sends a request, once that is proved. */
export function rememberActor(request: FastifyRequest, actor: AuditActor): void {
  ACTORS.set(request, actor);
}

/** Who sends a request, and from where; nobody in particular on a route that is open to all. */
export function callerOf(request: FastifyRequest): Caller {
  const actor = ACTORS.get(request);
  return actor ? { actor, address: request.ip } : anonymousCaller(request.ip);
}

/** A parameter of a route: `@CalledBy() caller: Caller`, for the audit log. */
export const CalledBy = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
