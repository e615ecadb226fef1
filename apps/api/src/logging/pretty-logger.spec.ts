import { PrettyLogger } from './pretty-logger';

/** Without the colours: what it hands to the terminal, line by line. */
class WrittenLogger extends PrettyLogger {
  readonly lines: string[] = [];

  constructor() {
    super({ levels: ['error', 'log'], clean: (text) => text.replaceAll('hidden', '***') });
  }

  protected override printMessages(messages: unknown[]): void {
    this.lines.push(...messages.map(String));
  }
}

describe('PrettyLogger', () => {
  it('takes an error that comes without a stack', () => {
    const logger = new WrittenLogger();

    logger.error('This database is a copy.', undefined, 'CopyGuard');
    logger.error('This database is a copy.');

    expect(logger.lines).toEqual(['This database is a copy.', 'This database is a copy.']);
  });
});
