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

/** The refusals of an operation by status, each kind with the words that it is answered with. */
export function refusalResponses(operation: DescribedOperation): Record<string, object> {
  const byStatus = new Map<number, ApiError[]>();
  for (const problem of problemsOf(operation))
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
  return Object.fromEntries(
    [...byStatus].map(([status, problems]) => [String(status), responseOf(status, problems)]),
  );
}

function problemsOf({ rule, method, refusals = [] }: DescribedOperation): ApiError[] {
  const isForTokens = rule === 'token:read' || rule === 'token:ack';
  const own = [...(isForTokens ? TOKEN_REFUSALS : []), ...refusals].map(problemOfError);
  const ofBody = method === 'post' ? BODY_REFUSALS.map(plainProblem) : [];
  const unexpected = {
    status: 500,
    detail: 'The service failed to answer. The request id finds the reason in its log.',
  };
  return [...own, ...ofBody, plainProblem(unexpected)];
}

function problemOfError(error: AppError): ApiError {
  const status = (ERROR_STATUS_BY_CODE as Readonly<Record<string, number>>)[error.code] ?? 500;
  const errors = error.details['errors'] as ApiFieldError[] | undefined;
  return problemOf({ status, code: error.code, detail: error.message, requestId: REQUEST_ID, errors });
}

function plainProblem({ status, detail }: { status: number; detail: string }): ApiError {
  return problemOf({ status, code: `HTTP.${status}`, detail, requestId: REQUEST_ID });
}

function responseOf(status: number, problems: readonly ApiError[]): object {
  const examples = problems.map((problem) => [problem.code, { summary: problem.detail, value: problem }]);
  const isWaiting = status === 429 || status === 503;
  return {
    description: `${problems[0]!.title}: ${problems.map(({ code }) => `\`${code}\``).join(', ')}.`,
    ...(isWaiting ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
}
