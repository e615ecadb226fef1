import { isDatabaseGone, sayError } from './database-failure';

const withCode = (code: string, message = 'raw') => Object.assign(new Error(message), { code });

describe('isDatabaseGone', () => {
  it.each([
    withCode('ECONNREFUSED'),
    withCode('57P01'),
    withCode('57P03'),
    withCode('08006'),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('timeout exceeded when trying to connect'),
  ])('knows an outage: %s', (error) => {
    expect(isDatabaseGone(error)).toBe(true);
  });

  it.each([withCode('23505'), withCode('42P01'), new Error('syntax error'), 'ECONNREFUSED'])(
    'does not take %s for one',
    (error) => {
      expect(isDatabaseGone(error)).toBe(false);
    },
  );
});

describe('sayError', () => {
  it('falls back to the code when there is no text', () => {
    expect(sayError(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  });
});
