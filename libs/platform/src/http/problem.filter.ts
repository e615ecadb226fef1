import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { ApiError, ApiFieldError, HealthCheckView } from '@oracle-integration/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error';
import { describeError } from '../errors/describe-error';
import { LogEvent } from '../logging/log-event';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'No such form of an answer',
  408: 'The request came too slowly',
  409: 'Not possible in the present state',
  413: 'The request is too large',
  414: 'The address is too long',
  415: 'The content type is not supported',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'Something went wrong here',
  503: 'Not available',
};

/** Turns every error into `application/problem+json`, and logs each once, as loudly as its kind deserves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  /** @param statuses HTTP status by error code; the composition root knows them, so that modules know nothing of HTTP */
  constructor(private readonly statuses: Readonly<Record<string, number>>) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.toProblem(error, String(request.id));
    this.log(error, problem, request);
    const retryAfter = error instanceof AppError ? error.details['retryAfterSeconds'] : undefined;
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="oracle-integration"');
    void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private toProblem(error: unknown, requestId: string): ApiError {
    if (error instanceof AppError) {
      const status = this.statuses[error.code] ?? 500;
      const errors = error.details['errors'] as ApiFieldError[] | undefined;
      const checks = error.details['checks'] as HealthCheckView[] | undefined;
      return problemOf({ status, code: error.code, detail: error.message, requestId, errors, checks });
    }
    const status = error instanceof HttpException ? error.getStatus() : statusOfFastify(error);
    if (status !== undefined && status < 500) {
      return problemOf({ status, code: `HTTP.${status}`, detail: describeError(error), requestId });
    }
    const detail = 'The service failed to answer. The request id finds the reason in its log.';
    return problemOf({ status: 500, code: 'HTTP.500', detail, requestId });
  }

  private log(error: unknown, { status, code, requestId }: ApiError, request: FastifyRequest): void {
    // The path without its query string: filters may hold personal data.
    const path = request.url.split('?')[0];
    const line = `${request.method} ${path} answered ${status} ${code} (request ${requestId})`;
    if (status >= 500 && status !== 503) {
      const event = new LogEvent(`${line}: ${describeError(error)}`, { requestId });
      this.logger.error(event, error instanceof Error ? error.stack : undefined);
    } else if (status !== 404 && status !== 401) {
      this.logger.debug(new LogEvent(`${line}: ${describeError(error)}`, { requestId }));
    }
  }
}

/** A problem in the form that every refusal has. */
export function problemOf(facts: Omit<ApiError, 'type' | 'title'>): ApiError {
  const { status, detail, code, requestId, errors, checks } = facts;
  const title = TITLES[status] ?? 'The request was refused';
  const further = { ...(errors ? { errors } : {}), ...(checks ? { checks } : {}) };
  return { type: 'about:blank', title, status, detail, code, requestId, ...further };
}

/** Fastify's own refusals (a body too large, bad JSON) carry `statusCode`. */
function statusOfFastify(error: unknown): number | undefined {
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
}
