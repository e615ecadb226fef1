/** The codes of this library's errors; the composition root gives each an HTTP status. */
export type PlatformErrorCode =
  | 'PLATFORM.ENVIRONMENT_INVALID'
  | 'PLATFORM.DATABASE_UNUSABLE'
  | 'PLATFORM.SCHEMA_NEWER'
  | 'PLATFORM.NOT_READY'
  | 'PLATFORM.METRICS_TOKEN_WRONG'
  | 'PLATFORM.SECRET_UNREADABLE'
  | 'PLATFORM.APP_SECRET_UNUSABLE'
  | 'HTTP.REQUEST_INVALID';
