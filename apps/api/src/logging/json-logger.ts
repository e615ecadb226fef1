import type { LogLevel } from '@nestjs/common';
import { LogEvent, tracing } from '@oracle-integration/platform';
import { isOfFramework } from './framework-context';
import type { LoggerParts, ServiceLogger } from './service-logger';

/** The names that collectors know. */
const LEVEL_NAMES: Readonly<Record<LogLevel, string>> = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
};

/** For a collector: one object a line, with the ids by which lines that belong together are found. */
export class JsonLogger implements ServiceLogger {
  constructor(
    private readonly parts: LoggerParts,
    private readonly write: (line: string) => void = (line) => void process.stdout.write(line),
  ) {}

  say(line: string): void {
    this.put('log', { message: line, context: 'Service' });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.event(isOfFramework(rest) ? 'debug' : 'log', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const [context, stack] = [rest.at(-1), rest.length > 1 ? rest[0] : undefined];
    if (isOfFramework(rest)) return this.event('debug', message, [context]);
    this.event('error', message, [context], typeof stack === 'string' ? stack : undefined);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.event('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.event('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.event('verbose', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.event('fatal', message, rest);
  }

  private event(level: LogLevel, message: unknown, rest: readonly unknown[], stack?: string): void {
    if (!this.parts.levels.includes(level)) return;
    const context = rest.at(-1);
    const ids = message instanceof LogEvent ? message.ids : {};
    const error = message instanceof Error ? { message: message.message, stack: message.stack } : undefined;
    this.put(level, {
      message: error?.message ?? textOf(message),
      context: typeof context === 'string' ? context : undefined,
      ...ids,
      ...tracing().ids(),
      stack: stack ?? error?.stack,
    });
  }

  /** Members that there are none of are left out by the rules of JSON. */
  private put(level: LogLevel, members: Readonly<Record<string, string | undefined>>): void {
    const clean = Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name, value && this.parts.clean(value)]),
    );
    const head = { time: new Date().toISOString(), level: LEVEL_NAMES[level], pid: process.pid };
    this.write(`${JSON.stringify({ ...head, ...clean })}\n`);
  }
}

function textOf(message: unknown): string {
  if (typeof message === 'string' || message instanceof LogEvent) return String(message);
  return JSON.stringify(message) ?? String(message);
}
