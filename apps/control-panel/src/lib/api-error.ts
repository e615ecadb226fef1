import type { ApiFieldError } from '@oracle-integration/contracts';

export interface ApiErrorFields {
  /** HTTP status; 0 when no answer came at all. */
  status: number;
  code: string;
  message: string;
  /** To quote to an operator; `null` when the service was not reached. */
  requestId: string | null;
  errors?: ApiFieldError[];
  /** From `Retry-After`, when the service asked for patience. */
  retryAfterSeconds?: number | null;
}

/** A request that was refused, failed, or got no answer. `message` is a sentence that may be shown. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: readonly ApiFieldError[];
  readonly retryAfterSeconds: number | null;

  constructor(fields: ApiErrorFields, options?: ErrorOptions) {
    super(fields.message, options);
    this.name = 'ApiError';
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId;
    this.errors = fields.errors ?? [];
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }

  /** Whether asking again can help: nothing was reached, or the service itself was in trouble. */
  get isTransient(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Whether the caller is not, or no longer, signed in. */
export function isSignedOutError(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
