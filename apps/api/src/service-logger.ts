import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** What the framework says of its own start: forty lines that hide the one an operator looks for. */
const FRAMEWORK_CONTEXTS = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** The log of the service: one line an event, coloured only where a person looks on. */
export class ServiceLogger extends ConsoleLogger {
  constructor(level: LogLevel) {
    super({
      logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1),
      prefix: 'oracle-integration',
      colors: Boolean(process.stdout.isTTY),
    });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (isFramework(rest)) return this.debug(message, ...rest);
    super.log(message, ...(rest as [string]));
  }

  /** A port that is taken is said by the framework too, before we say what to do about it. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (isFramework(rest)) return this.debug(message, ...rest);
    super.error(message, ...(rest as [string]));
  }
}

function isFramework(rest: readonly unknown[]): boolean {
  const context = rest.at(-1);
  return typeof context === 'string' && FRAMEWORK_CONTEXTS.has(context);
}
