import type { FastifyError, FastifyReply } from 'fastify';
import { RequestRefusedError } from './request-refused.error';

/** Answers a refusal as `application/problem+json` (RFC 9457): type, title, status and detail. */
export function sendProblem(reply: FastifyReply, refusal: RequestRefusedError): FastifyReply {
  const { status, title, detail, headers } = refusal;
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail }));
}

/** The refusal behind an error: our own, one of Fastify's (415, schema), or 500 for what nobody foresaw. */
export function toRefusal(error: FastifyError | RequestRefusedError): RequestRefusedError {
  if (error instanceof RequestRefusedError) return error;
  const [violation] = error.validation ?? [];
  if (violation) return new RequestRefusedError(400, 'Bad Request', describeViolation(violation));
  if (error.statusCode === 415) {
    return new RequestRefusedError(415, 'Unsupported Media Type', 'The Content-Type is not accepted here.');
  }
  const status = error.statusCode ?? 500;
  return status < 500
    ? new RequestRefusedError(status, 'Bad Request', error.message)
    : new RequestRefusedError(500, 'Internal Server Error', 'The sandbox itself failed; see its console.');
}

interface SchemaViolation {
  keyword: string;
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
}

function describeViolation({ keyword, instancePath, message, params }: SchemaViolation): string {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'The value';
  if (keyword === 'additionalProperties') {
    return `${place}: "${String(params.additionalProperty)}" is not known here.`;
  }
  if (keyword === 'false schema') return `${place} cannot be combined with the other members given.`;
  if (keyword === 'enum') return `${place} must be one of ${JSON.stringify(params.allowedValues)}.`;
  return `${place} ${message ?? 'is not valid'}.`;
}
