import { LogEvent } from '@oracle-integration/platform';
import { JsonLogger } from './json-logger';

function aLogger() {
  const lines: string[] = [];
  const logger = new JsonLogger(
    { levels: ['fatal', 'error', 'warn', 'log'], clean: (text) => text.replaceAll('hidden', '***') },
    (line) => lines.push(line),
  );
  return { logger, lines, last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown> };
}

describe('JsonLogger', () => {
  it('writes one object a line, with time, level, context and words', () => {
    const { logger, lines, last } = aLogger();

    logger.log('Totara can be\nread again.', 'CaptureService');

    expect(lines[0]!.trimEnd()).not.toContain('\n');
    expect(last()).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      level: 'info',
      pid: process.pid,
      message: 'Totara can be\nread again.',
      context: 'CaptureService',
    });
  });

  it('gives the ids that a line is about members of their own', () => {
    const { logger, last } = aLogger();

    logger.warn(new LogEvent('Item 7 was refused.', { itemId: '7', batchId: 'b-1' }), 'QueueService');

    expect(last()).toMatchObject({ message: 'Item 7 was refused.', itemId: '7', batchId: 'b-1' });
  });

  it('keeps the stack of an error apart from its words', () => {
    const { logger, last } = aLogger();

    logger.error('GET /x answered 500', 'Error: boom\n    at somewhere', 'Http');

    expect(last()).toMatchObject({ level: 'error', context: 'Http', stack: 'Error: boom\n    at somewhere' });
  });

  it('blanks secrets in every member', () => {
    const { logger, last } = aLogger();

    logger.error('hidden', 'at hidden', 'Http');

    expect(last()).toMatchObject({ message: '***', stack: 'at ***' });
  });

  it('leaves out levels that are not asked for, and what the framework says of itself', () => {
    const { logger, lines } = aLogger();

    logger.debug('not asked for', 'QueueService');
    logger.log('Mapped {/health, GET} route', 'RouterExplorer');

    expect(lines).toEqual([]);
  });
});
