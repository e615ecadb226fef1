/** How loudly an error is logged: refusals of a caller are not our failures. */
export type ErrorSeverity = 'info' | 'warn' | 'error';

export interface AppErrorOptions<Code extends string = string> {
  /** `MODULE.REASON` */
  code: Code;
  /** One sentence: what is wrong, where, and what to do. Shown to callers, so it never holds a secret. */
  message: string;
  details?: Readonly<Record<string, unknown>>;
  cause?: unknown;
  severity?: ErrorSeverity;
}

/** The one root of our own errors. Each module has its subclasses; HTTP statuses are decided at the border. */
export abstract class AppError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;
  readonly severity: ErrorSeverity;

  protected constructor({ code, message, details = {}, cause, severity = 'warn' }: AppErrorOptions<Code>) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
    this.severity = severity;
  }
}
