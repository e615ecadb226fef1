import type { LoggerService, LogLevel } from '@nestjs/common';
import {
  type Environment,
  type RawEnvironment,
  secretValuesOf,
  withoutSecretValues,
} from '@oracle-integration/platform';
import { JsonLogger } from './json-logger';
import { PrettyLogger } from './pretty-logger';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** What each form of the log is made with. */
export interface LoggerParts {
  /** Those that are written. */
  readonly levels: LogLevel[];
  /** Blanks what nobody may read. */
  readonly clean: (text: string) => string;
}

/** The log of the service. It can also say what belongs to no module: that the service is ready, and where. */
export interface ServiceLogger extends LoggerService {
  say(line: string): void;
}

/** The log in the form that LOG_FORMAT asks for. */
export function serviceLogger(
  { logLevel, logFormat }: Pick<Environment, 'logLevel' | 'logFormat'>,
  raw: RawEnvironment,
): ServiceLogger {
  const secrets = secretValuesOf(raw);
  const parts = {
    levels: LEVELS.slice(0, LEVELS.indexOf(logLevel) + 1),
    clean: (text: string) => withoutSecretValues(text, secrets),
  };
  return logFormat === 'json' ? new JsonLogger(parts) : new PrettyLogger(parts);
}
