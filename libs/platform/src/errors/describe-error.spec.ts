import { describeError, errorCode } from './describe-error';

const refused = (port: number) =>
  Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), { code: 'ECONNREFUSED' });

describe('describeError', () => {
  it('takes the message of an error', () => {
    expect(describeError(new Error('no room'))).toBe('no room');
  });

  it('names the kind of an error without a message', () => {
    expect(describeError(new TypeError())).toBe('TypeError');
  });

  it('looks into an aggregate, whose own message is empty, and says each reason once', () => {
    const nested = new AggregateError([new AggregateError([refused(1), refused(2)]), refused(1)]);

    expect(describeError(nested)).toBe(
      'connect ECONNREFUSED 127.0.0.1:1; connect ECONNREFUSED 127.0.0.1:2; connect ECONNREFUSED 127.0.0.1:1',
    );
    expect(describeError(new AggregateError([refused(1), refused(1)]))).toBe(
      'connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('says what was thrown when it is no error', () => {
    expect(describeError('plain text')).toBe('plain text');
    expect(describeError(undefined)).toBe('undefined');
  });
});

describe('errorCode', () => {
  it('takes the code of a system error, also inside an aggregate', () => {
    expect(errorCode(refused(1))).toBe('ECONNREFUSED');
    expect(errorCode(new AggregateError([refused(1)]))).toBe('ECONNREFUSED');
  });

  it('knows none for other things', () => {
    const values = [new Error('x'), Object.assign(new Error('x'), { code: 7 }), { code: 'E' }, null];

    expect(values.map(errorCode)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
