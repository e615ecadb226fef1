import { type ArgumentsHost, ForbiddenException, HttpException, NotFoundException } from '@nestjs/common';
import { AppError, type AppErrorOptions } from '../errors/app-error';
import { type LogLines, recordLogLines } from '@oracle-integration/testing';
import { ProblemFilter } from './problem.filter';
import { RequestInvalidError } from './request-validation';

class SampleError extends AppError {
  constructor(options: Partial<AppErrorOptions> = {}) {
    super({ code: 'SAMPLE.REFUSED', message: 'The sample is refused.', ...options });
  }
}

/** The answer a caller gets for `error`. */
function answerTo(error: unknown, statuses: Record<string, number> = { 'SAMPLE.REFUSED': 409 }) {
  const answer = { status: 0, type: '', headers: {} as Record<string, string>, body: '' };
  const reply = {
    header: (name: string, value: string) => ((answer.headers[name] = value), reply),
    status: (status: number) => ((answer.status = status), reply),
    type: (type: string) => ((answer.type = type), reply),
    send: (body: string) => ((answer.body = body), reply),
  };
  const request = { id: 'request-7', method: 'GET', url: '/api/v1/completions?userid=4711' };
  const http = { getRequest: () => request, getResponse: () => reply };
  new ProblemFilter(statuses).catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { ...answer, problem: JSON.parse(answer.body) as Record<string, unknown> };
}

describe('ProblemFilter', () => {
  let log: LogLines;

  beforeEach(() => (log = recordLogLines()));
  afterEach(() => log.stop());

  it('answers an error of ours by the status of its code', () => {
    const { status, type, problem } = answerTo(new SampleError());

    expect(status).toBe(409);
    expect(type).toBe('application/problem+json');
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'Not possible in the present state',
      status: 409,
      detail: 'The sample is refused.',
      code: 'SAMPLE.REFUSED',
      requestId: 'request-7',
    });
  });

  it('answers 500 to a code that nobody gave a status', () => {
    expect(answerTo(new SampleError({ code: 'SAMPLE.FORGOTTEN' })).status).toBe(500);
  });

  it('names each parameter at fault', () => {
    const errors = [{ field: 'limit', message: 'limit must be a whole number from 1 to 1000' }];

    const { problem } = answerTo(new RequestInvalidError(errors), { 'HTTP.REQUEST_INVALID': 400 });

    expect(problem).toMatchObject({
      status: 400,
      code: 'HTTP.REQUEST_INVALID',
      detail: 'limit must be a whole number from 1 to 1000.',
      errors,
    });
  });

  it('says when to come again, where the error knows', () => {
    const error = new SampleError({ details: { retryAfterSeconds: 30 } });

    expect(answerTo(error, { 'SAMPLE.REFUSED': 429 }).headers).toEqual({ 'retry-after': '30' });
  });

  it('tells a caller without a token how to sign in', () => {
    const { headers } = answerTo(new SampleError(), { 'SAMPLE.REFUSED': 401 });

    expect(headers['www-authenticate']).toBe('Bearer realm="oracle-integration"');
  });

  it.each([
    [new NotFoundException('Cannot GET /nowhere'), 404, 'Cannot GET /nowhere'],
    [new ForbiddenException('Not from here'), 403, 'Not from here'],
    [
      Object.assign(new Error('Request body is too large'), { statusCode: 413 }),
      413,
      'Request body is too large',
    ],
  ])('hands on a refusal of the framework: %s', (error, status, detail) => {
    expect(answerTo(error).problem).toMatchObject({ status, detail, code: `HTTP.${status}` });
  });

  it.each([
    new Error('password "s3cret" at 10.0.0.7'),
    new HttpException('s3cret', 502),
    Object.assign(new Error('s3cret'), { statusCode: 500 }),
    's3cret',
  ])('keeps the reason of a failure of ours to the log: %s', (error) => {
    const { body, problem } = answerTo(error);

    expect(body).not.toContain('s3cret');
    expect(problem).toMatchObject({ status: 500, code: 'HTTP.500', requestId: 'request-7' });
    expect(log.lines).toEqual([expect.stringMatching(/^error .*request-7.*s3cret/)]);
  });

  it('does not fill the log with refusals, nor with what a caller asked for', () => {
    answerTo(new SampleError());
    answerTo(new SampleError(), { 'SAMPLE.REFUSED': 401 });
    answerTo(new SampleError(), { 'SAMPLE.REFUSED': 503 });

    expect(log.lines.filter((line) => !line.startsWith('debug'))).toEqual([]);
    expect(log.lines.join()).not.toContain('4711');
  });
});
