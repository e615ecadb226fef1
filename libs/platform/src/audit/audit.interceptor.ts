import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { describeError } from '../errors/describe-error';
import { AuditService } from './audit.service';
import { asRecord, AUDITED_ROUTE, type AuditedRoute } from './audited-route';
import { callerOf } from './caller';

/** Writes the calls of routes that are {@link Audited} into the audit log. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<AuditedRoute | undefined>(AUDITED_ROUTE, context.getHandler());
    if (!route) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      concatMap(async (result: unknown) => {
        await this.write(route, request, result);
        return result;
      }),
    );
  }

  private async write(route: AuditedRoute, request: FastifyRequest, result: unknown): Promise<void> {
    const params = asRecord(request.params) as Record<string, string>;
    const facts = route.factsOf({ params, body: asRecord(request.body), result });
    if (!facts) return;
    try {
      await this.audit.record({ ...callerOf(request), action: route.action, ...facts });
    } catch (error) {
      // It is done: an answer of failure would have it done again.
      this.logger.error(`${route.action} could not be written into the audit log: ${describeError(error)}`);
    }
  }
}
