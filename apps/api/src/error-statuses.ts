import { HttpStatus } from '@nestjs/common';
import type { AccountErrorCode, AuthErrorCode } from '@oracle-integration/auth';
import type {
  BackfillErrorCode,
  PeopleErrorCode,
  QueueListErrorCode,
  StoryErrorCode,
} from '@oracle-integration/completions';
import type { PlatformErrorCode } from '@oracle-integration/platform';
import type { PullErrorCode } from '@oracle-integration/pull';
import type {
  HistoryFileErrorCode,
  HistoryUploadErrorCode,
  MappingErrorCode,
  PushErrorCode,
} from '@oracle-integration/push';
import type { SettingsErrorCode } from '@oracle-integration/settings';
import type { ImportErrorCode, TotaraErrorCode, WebhookErrorCode } from '@oracle-integration/totara';
import type { AlertErrorCode } from './alerts/alert.errors';
import type { ErasureErrorCode } from './erasures/erasure.errors';
import type { BodyErrorCode } from './http/json-body';
import type { LimitErrorCode } from './http/server-limits';

type ErrorCode =
  | BodyErrorCode
  | LimitErrorCode
  | ErasureErrorCode
  | AlertErrorCode
  | PlatformErrorCode
  | SettingsErrorCode
  | AuthErrorCode
  | AccountErrorCode
  | PullErrorCode
  | PushErrorCode
  | MappingErrorCode
  | HistoryFileErrorCode
  | HistoryUploadErrorCode
  | TotaraErrorCode
  | BackfillErrorCode
  | StoryErrorCode
  | QueueListErrorCode
  | PeopleErrorCode
  | WebhookErrorCode
  | ImportErrorCode;

/** HTTP status by error code. A new code without a status does not compile. */
export const ERROR_STATUS_BY_CODE = {
  'ALERTS.NOT_CONFIGURED': HttpStatus.CONFLICT,
  'PLATFORM.ENVIRONMENT_INVALID': HttpStatus.INTERNAL_SERVER_ERROR,
  'PLATFORM.DATABASE_UNUSABLE': HttpStatus.SERVICE_UNAVAILABLE,
  'PLATFORM.SCHEMA_NEWER': HttpStatus.SERVICE_UNAVAILABLE,
  'PLATFORM.METRICS_TOKEN_WRONG': HttpStatus.UNAUTHORIZED,
  'PLATFORM.NOT_READY': HttpStatus.SERVICE_UNAVAILABLE,
  'PLATFORM.SECRET_UNREADABLE': HttpStatus.SERVICE_UNAVAILABLE,
  'PLATFORM.APP_SECRET_UNUSABLE': HttpStatus.SERVICE_UNAVAILABLE,
  'HTTP.REQUEST_INVALID': HttpStatus.BAD_REQUEST,
  'HTTP.BODY_UNUSABLE': HttpStatus.BAD_REQUEST,
  'HTTP.BODY_TOO_SLOW': HttpStatus.REQUEST_TIMEOUT,
  'HTTP.ADDRESS_UNUSABLE': HttpStatus.BAD_REQUEST,
  'SETTINGS.PINNED': HttpStatus.CONFLICT,
  'SETTINGS.CHANGED_MEANWHILE': HttpStatus.CONFLICT,
  'AUTH.NOT_SIGNED_IN': HttpStatus.UNAUTHORIZED,
  'AUTH.CREDENTIALS_WRONG': HttpStatus.UNAUTHORIZED,
  'AUTH.NOT_ALLOWED': HttpStatus.FORBIDDEN,
  'AUTH.CSRF_INVALID': HttpStatus.FORBIDDEN,
  'AUTH.TOKEN_MISSING': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_UNKNOWN': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_MISCOPIED': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_EXPIRED': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_REVOKED': HttpStatus.UNAUTHORIZED,
  'AUTH.TOKEN_ADDRESS_NOT_ALLOWED': HttpStatus.FORBIDDEN,
  'AUTH.TOKEN_SCOPE_MISSING': HttpStatus.FORBIDDEN,
  'AUTH.TOKEN_RATE_EXCEEDED': HttpStatus.TOO_MANY_REQUESTS,
  'AUTH.ADDRESS_RATE_EXCEEDED': HttpStatus.TOO_MANY_REQUESTS,
  'AUTH.WRONG_TOKENS_TOO_MANY': HttpStatus.TOO_MANY_REQUESTS,
  'AUTH.TOKEN_NOT_FOUND': HttpStatus.NOT_FOUND,
  'AUTH.TOKEN_ENDED': HttpStatus.CONFLICT,
  'AUTH.TOKENS_TOO_MANY': HttpStatus.CONFLICT,
  'AUTH.SET_UP_LINK_INVALID': HttpStatus.FORBIDDEN,
  'AUTH.ROUTE_UNDECLARED': HttpStatus.INTERNAL_SERVER_ERROR,
  'AUTH.ATTEMPTS_TOO_MANY': HttpStatus.TOO_MANY_REQUESTS,
  'AUTH.ACCOUNT_DISABLED': HttpStatus.FORBIDDEN,
  'AUTH.LOCAL_ACCOUNTS_OFF': HttpStatus.FORBIDDEN,
  'AUTH.MANAGER_UNKNOWN': HttpStatus.NOT_FOUND,
  'AUTH.LAST_MANAGER': HttpStatus.CONFLICT,
  'AUTH.EMAIL_TAKEN': HttpStatus.CONFLICT,
  'AUTH.INVITATION_UNKNOWN': HttpStatus.NOT_FOUND,
  'AUTH.INVITATION_INVALID': HttpStatus.FORBIDDEN,
  'AUTH.SESSION_UNKNOWN': HttpStatus.NOT_FOUND,
  'AUTH.INTEGRATION_OFF': HttpStatus.SERVICE_UNAVAILABLE,
  'AUTH.SSO_OFF': HttpStatus.CONFLICT,
  'BACKFILL.UNKNOWN': HttpStatus.NOT_FOUND,
  'BACKFILL.STATE_CONFLICT': HttpStatus.CONFLICT,
  'COMPLETIONS.RECORD_UNKNOWN': HttpStatus.NOT_FOUND,
  'PEOPLE.PERSON_UNKNOWN': HttpStatus.NOT_FOUND,
  'QUEUE.ITEM_UNKNOWN': HttpStatus.NOT_FOUND,
  'PUSH.PAUSE_EMPTY': HttpStatus.BAD_REQUEST,
  'MAPPING.ROW_UNKNOWN': HttpStatus.NOT_FOUND,
  'MAPPING.RECORD_UNKNOWN': HttpStatus.NOT_FOUND,
  'MAPPING.PREFLIGHT_UNKNOWN': HttpStatus.NOT_FOUND,
  'HISTORY_FILE.UNKNOWN': HttpStatus.NOT_FOUND,
  'HISTORY_FILE.PART_UNKNOWN': HttpStatus.NOT_FOUND,
  'HISTORY_FILE.NOT_FINISHED': HttpStatus.CONFLICT,
  'HISTORY_FILE.EMPTY': HttpStatus.CONFLICT,
  'HISTORY_FILE.ANOTHER_RUNS': HttpStatus.CONFLICT,
  'HISTORY_FILE.SETTINGS_MISSING': HttpStatus.CONFLICT,
  'HISTORY_FILE.UPLOAD_RUNS': HttpStatus.CONFLICT,
  'HISTORY_FILE.ALREADY_LOADED': HttpStatus.CONFLICT,
  'HISTORY_FILE.UPLOAD_NOT_CONFIGURED': HttpStatus.CONFLICT,
  'HISTORY_FILE.COPY_UNCONFIRMED': HttpStatus.CONFLICT,
  'HISTORY_FILE.NOTHING_REFUSED': HttpStatus.NOT_FOUND,
  'PULL.DISABLED': HttpStatus.SERVICE_UNAVAILABLE,
  'PULL.NOT_ACCEPTABLE': HttpStatus.NOT_ACCEPTABLE,
  'PULL.CURSOR_INVALID': HttpStatus.BAD_REQUEST,
  'PULL.CURSOR_OF_OTHER_FILTERS': HttpStatus.BAD_REQUEST,
  'TOTARA.NOT_COMPARED': HttpStatus.CONFLICT,
  'TOTARA.TABLE_MISSING': HttpStatus.SERVICE_UNAVAILABLE,
  'TOTARA.UNREADABLE': HttpStatus.SERVICE_UNAVAILABLE,
  'TOTARA.ROWS_VANISHED': HttpStatus.CONFLICT,
  'WEBHOOK.SIGNATURE_MISSING': HttpStatus.UNAUTHORIZED,
  'WEBHOOK.SIGNATURE_WRONG': HttpStatus.UNAUTHORIZED,
  'WEBHOOK.OUTSIDE_WINDOW': HttpStatus.UNAUTHORIZED,
  'WEBHOOK.NOT_CONFIGURED': HttpStatus.SERVICE_UNAVAILABLE,
  'WEBHOOK.SWITCHED_OFF': HttpStatus.SERVICE_UNAVAILABLE,
  'WEBHOOK.BUSY': HttpStatus.SERVICE_UNAVAILABLE,
  'WEBHOOK.NOT_KEPT': HttpStatus.SERVICE_UNAVAILABLE,
  'ERASURE.UNKNOWN': HttpStatus.NOT_FOUND,
  'ERASURE.PERSON_UNKNOWN': HttpStatus.NOT_FOUND,
  'ERASURE.NOT_FINISHED': HttpStatus.CONFLICT,
  'IMPORT.UNKNOWN': HttpStatus.NOT_FOUND,
  'IMPORT.BODY_MISSING': HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  'IMPORT.FILE_TOO_LARGE': HttpStatus.PAYLOAD_TOO_LARGE,
  'IMPORT.FILE_UNUSABLE': HttpStatus.BAD_REQUEST,
  'IMPORT.UPLOAD_BROKEN': HttpStatus.BAD_REQUEST,
  'IMPORT.MAPPING_INVALID': HttpStatus.BAD_REQUEST,
  'IMPORT.MAPPING_INCOMPLETE': HttpStatus.CONFLICT,
  'IMPORT.NOT_NOW': HttpStatus.CONFLICT,
  'IMPORT.ROWS_REMOVED': HttpStatus.CONFLICT,
} as const satisfies Record<ErrorCode, HttpStatus>;
