import type { HealthCheckView } from './health';

/**
 * What every endpoint answers when it refuses or fails: `application/problem+json` (RFC 9457) with the
 * machine-readable `code` of the module that refused and the `requestId` to quote to an operator.
 */
export interface ApiError {
  type: string;
  title: string;
  status: number;
  /** One sentence: what is wrong, where, and what to do. */
  detail: string;
  /** `MODULE.REASON`, for example `PULL.CURSOR_INVALID`. */
  code: string;
  requestId: string;
  /** The parameters or fields at fault, when the input was refused. */
  errors?: ApiFieldError[];
  /** What was looked at, when the process is not ready. */
  checks?: HealthCheckView[];
}

export interface ApiFieldError {
  field: string;
  message: string;
}
