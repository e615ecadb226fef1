import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { LogEvent } from '@oracle-integration/platform';
import { isOfFramework } from './framework-context';
import type { LoggerParts, ServiceLogger } from './service-logger';

/** For a person: one sentence an event, coloured only where a person looks on. */
export class PrettyLogger extends ConsoleLogger implements ServiceLogger {
  constructor(private readonly parts: LoggerParts) {
    super({
      logLevels: parts.levels,
      prefix: 'oracle-integration',
      colors: Boolean(process.stdout.isTTY),
    });
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (isOfFramework(rest)) return this.debug(message, ...rest);
    super.log(message, ...(rest as [string]));
  }

  /** A port that is taken is said by the framework too, before we say what to do about it. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (isOfFramework(rest)) return this.debug(message, ...rest);
    super.error(message, ...(rest as [string]));
  }

  protected override printMessages(messages: unknown[], ...rest: unknown[]): void {
    const clean = messages.map((message) =>
      typeof message === 'string' || message instanceof LogEvent
        ? this.parts.clean(String(message))
        : message,
    );
    super.printMessages(clean, ...(rest as [string, LogLevel]));
  }

  /** Nest calls it also for an error that came without a stack. */
  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined) super.printStackTrace(this.parts.clean(stack));
  }
}
