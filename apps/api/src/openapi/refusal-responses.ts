import { HttpStatus } from '@nestjs/common';
import type { ApiError, ApiFieldError } from '@oracle-integration/contracts';
import { type AppError, type DescribedOperation, problemOf } from '@oracle-integration/platform';
import { TOKEN_REFUSALS } from '@oracle-integration/auth';
import { ERROR_STATUS_BY_CODE } from '../error-statuses';

const REQUEST_ID = '5f0c9e0a-3c1d-4b0e-9a4f-7b1d2c3e4f50';
const BODY_REFUSALS = [
  { status: HttpStatus.BAD_REQUEST, detail: 'The body is not JSON.' },
  { status: HttpStatus.PAYLOAD_TOO_LARGE, detail: 'Request body is too large' },
  { status: HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail: 'Unsupported Media Type' },
] as const;
const UNEXPECTED = {
  status: HttpStatus.INTERNAL_SERVER_ERROR,
  detail: 'The service failed to answer. The request id finds the reason in its log.',
};
const RETRY_AFTER = {
  description: 'Seconds to wait before asking again.',
  schema: { type: 'integer', minimum: 1 },
  example: 12,
};
const AUTHENTICATE = {
  description: 'How to show who you are.',
  required: true,
  schema: { type: 'string' },
  example: 'Bearer realm="oracle-integration"',
};

interface Refusal {
  readonly problem: ApiError;
  /** Whether it says when to ask again. */
  readonly isWaiting: boolean;
}

/** The refusals of an operation by status, each kind with the words that it is answered with. */
export function refusalResponses(operation: DescribedOperation): Record<string, object> {
  const byStatus = new Map<number, Refusal[]>();
  for (const refusal of refusalsOf(operation)) {
    const { status } = refusal.problem;
    byStatus.set(status, [...(byStatus.get(status) ?? []), refusal]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, refusals]) => [String(status), responseOf(status, refusals)]),
  );
}

function refusalsOf({ rule, method, refusals = [] }: DescribedOperation): Refusal[] {
  const isForTokens = rule === 'token:read' || rule === 'token:ack';
  const own = [...(isForTokens ? TOKEN_REFUSALS : []), ...refusals].map(refusalBy);
  return [...own, ...(method === 'post' ? BODY_REFUSALS.map(plainRefusal) : []), plainRefusal(UNEXPECTED)];
}

function refusalBy({ code, message, details }: AppError): Refusal {
  const status = (ERROR_STATUS_BY_CODE as Readonly<Record<string, number>>)[code] ?? 500;
  const errors = details['errors'] as ApiFieldError[] | undefined;
  const problem = problemOf({ status, code, detail: message, requestId: REQUEST_ID, errors });
  return { problem, isWaiting: details['retryAfterSeconds'] !== undefined };
}

function plainRefusal({ status, detail }: { status: number; detail: string }): Refusal {
  const problem = problemOf({ status, code: `HTTP.${status}`, detail, requestId: REQUEST_ID });
  return { problem, isWaiting: false };
}

function responseOf(status: number, refusals: readonly Refusal[]): object {
  const problems = refusals.map(({ problem }) => problem);
  const examples = problems.map((problem) => [problem.code, { summary: problem.detail, value: problem }]);
  return {
    description: `${problems[0]!.title}: ${problems.map(({ code }) => `\`${code}\``).join(', ')}.`,
    headers: headersOf(status, refusals),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
}

function headersOf(status: number, refusals: readonly Refusal[]): object | undefined {
  if (status === 401) return { 'WWW-Authenticate': AUTHENTICATE };
  if (!refusals.some(({ isWaiting }) => isWaiting)) return undefined;
  return { 'Retry-After': { ...RETRY_AFTER, required: refusals.every(({ isWaiting }) => isWaiting) } };
}
