import { HttpStatus } from '@nestjs/common';
import type { AuthErrorCode } from '@oracle-integration/auth';
import type { PlatformErrorCode } from '@oracle-integration/platform';
import type { PullErrorCode } from '@oracle-integration/pull';
import type { TotaraErrorCode } from '@oracle-integration/totara';

type ErrorCode = PlatformErrorCode | AuthErrorCode | PullErrorCode | TotaraErrorCode;

/** HTTP status by error code. A new code without a status does not compile. */
export const ERROR_STATUS_BY_CODE = {
  'PLATFORM.ENVIRONMENT_INVALID': HttpStatus.INTERNAL_SERVER_ERROR,
  'PLATFORM.DATABASE_UNUSABLE': HttpStatus.SERVICE_UNAVAILABLE,
  'PLATFORM.NOT_READY': HttpStatus.SERVICE_UNAVAILABLE,
  'HTTP.REQUEST_INVALID': HttpStatus.BAD_REQUEST,
  'AUTH.NOT_SIGNED_IN': HttpStatus.UNAUTHORIZED,
  'AUTH.CREDENTIALS_WRONG': HttpStatus.UNAUTHORIZED,
  'AUTH.NOT_ALLOWED': HttpStatus.FORBIDDEN,
  'AUTH.CSRF_INVALID': HttpStatus.FORBIDDEN,
  'AUTH.TOKEN_MISSING': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_UNKNOWN': HttpStatus.UNAUTHORIZED,
  'AUTH.SET_UP_LINK_INVALID': HttpStatus.FORBIDDEN,
  'AUTH.ROUTE_UNDECLARED': HttpStatus.INTERNAL_SERVER_ERROR,
  'PULL.DISABLED': HttpStatus.SERVICE_UNAVAILABLE,
  'PULL.CURSOR_INVALID': HttpStatus.BAD_REQUEST,
  'PULL.CURSOR_OF_OTHER_FILTERS': HttpStatus.BAD_REQUEST,
  'TOTARA.TABLE_MISSING': HttpStatus.SERVICE_UNAVAILABLE,
  'TOTARA.UNREADABLE': HttpStatus.SERVICE_UNAVAILABLE,
} as const satisfies Record<ErrorCode, HttpStatus>;
