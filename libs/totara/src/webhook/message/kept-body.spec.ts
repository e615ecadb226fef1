import { moodleMessage, totaraMessage } from '../testing/a-message';
import { bodyToKeep, digestOf, parseJson, textOf } from './kept-body';

const digest = (text: string) => digestOf(text, parseJson(text)).toString('hex');
const digestOfMessage = (message: object) => digest(JSON.stringify(message));
const EVENT = 'core\\event\\course_completed';

describe('digestOf', () => {
  it('is the same however often a message is tried', () => {
    const first = totaraMessage(EVENT, { id: '7' }, { attempt: 1, time_created: 100, time_sent: 100 });
    const third = { ...first, attempt: 3, time_sent: 460 };

    expect(digestOfMessage(third)).toBe(digestOfMessage(first));
  });

  it('does not depend on spaces and escapes', () => {
    expect(digest('{ "event":"x", "body":{"name":"L\\u00f3pez"} }')).toBe(
      digest('{"event":"x","body":{"name":"López"}}'),
    );
  });

  it('does not depend on the token, which may be changed between two tries', () => {
    expect(digestOfMessage(moodleMessage(EVENT, {}, 'one token'))).toBe(
      digestOfMessage(moodleMessage(EVENT, {}, 'another')),
    );
  });

  it.each([
    ['another event', { event: 'core\\event\\user_updated' }],
    ['another body', { body: { id: '8' } }],
    ['another time of the event', { time_created: 101 }],
  ])('tells a message with %s apart', (_, difference) => {
    const message = totaraMessage(EVENT, { id: '7' }, { time_created: 100, time_sent: 100 });

    expect(digestOfMessage({ ...message, ...difference })).not.toBe(digestOfMessage(message));
  });

  it('tells bodies apart that are no JSON', () => {
    expect(digest('not JSON')).not.toBe(digest('not JSON either'));
    expect(digest('not JSON')).toBe(digest('not JSON'));
  });
});

describe('bodyToKeep', () => {
  const keep = (text: string) => bodyToKeep(text, parseJson(text), ['s3cret', 'older']);

  it('keeps a body without secrets as it came', () => {
    const text = '{ "event":\t"x" , "body":{"name":"L\\u00f3pez","token":"***"} }';

    expect(keep(text)).toBe(text);
  });

  it.each(['token', 'Token', 'secret', 'password'])('hides what is in %s', (name) => {
    expect(keep(`{"event":"x","${name}":"s3cret"}`)).toBe(`{"event":"x","${name}":"***"}`);
  });

  it('hides the secrets in what is no JSON', () => {
    expect(keep('token=s3cret&old=older\0')).toBe('token=***&old=***�');
  });

  it('keeps the beginning of what is no JSON', () => {
    expect(keep('x'.repeat(200_000))).toHaveLength(65_536);
  });
});

describe('textOf', () => {
  it('leaves out a byte order mark', () => {
    expect(textOf(Buffer.from('\uFEFF{"a":1}'))).toBe('{"a":1}');
  });

  it('puts a mark in the place of bytes that are no UTF-8', () => {
    expect(textOf(Buffer.from([0x7b, 0xff, 0x7d]))).toBe('{�}');
  });
});
