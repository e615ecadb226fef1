import { Logger } from '@nestjs/common';

/** What the Nest loggers say, as `level message`, until `stop()`. */
export interface LogLines {
  readonly lines: string[];
  stop(): void;
}

/** Listens to every Nest logger of the process instead of the console. */
export function recordLogLines(): LogLines {
  const lines: string[] = [];
  const note = (level: string) => (message: unknown) => void lines.push(`${level} ${String(message)}`);
  Logger.overrideLogger({ log: note('log'), warn: note('warn'), error: note('error'), debug: note('debug') });
  return { lines, stop: () => Logger.overrideLogger(['fatal', 'error', 'warn', 'log']) };
}
