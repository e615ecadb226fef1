import type { RemoteAnswer } from '../../target/remote-answer';
import { anAnswer } from '../../testing/an-answer';
import { adfErrorWords } from './adf-error';

type Answer = Extract<RemoteAnswer, { kind: 'answer' }>;
const words = (given: Parameters<typeof anAnswer>[0]) => adfErrorWords(anAnswer(given) as Answer);

describe('adfErrorWords', () => {
  it('reads the details of framework version 4', () => {
    const details = [
      { detail: 'Item is closed', 'o:errorCode': '27014', 'o:errorPath': '/learningItemId' },
      { detail: 'And late' },
    ];

    expect(
      words({ status: 400, body: { title: 'Bad Request', status: '400', 'o:errorDetails': details } }),
    ).toBe('Item is closed (at /learningItemId, code 27014); And late');
  });

  it.each([
    ['detail', { detail: 'No such item', title: 'Bad Request' }, 'No such item'],
    ['title', { title: 'Bad Request', 'o:errorDetails': [] }, 'Bad Request'],
    ['details that say nothing', { title: 'Bad Request', 'o:errorDetails': [{}, null] }, 'Bad Request'],
  ])('falls back to %s', (_, body, expected) => {
    expect(words({ status: 400, body })).toBe(expected);
  });

  it.each([
    ['a line of text', 'text/plain', 'Invalid operation create.', 'Invalid operation create.'],
    ['JSON that was cut off', 'application/json', '{"title":"Bad', '{"title":"Bad'],
    ['a page', 'text/html', '<html><title>Sign In</title><body>x</body>', 'a page: Sign In'],
    ['a page without a title', 'text/plain', '<p>Maintenance', 'a page'],
    ['nothing', 'application/json', '', 'HTTP 500'],
  ])('reads %s', (_, contentType, body, expected) => {
    expect(words({ status: 500, contentType, body })).toBe(expected);
  });

  it('is cut where it is long', () => {
    expect(words({ status: 400, body: 'x'.repeat(5000) }).length).toBeLessThanOrEqual(400);
  });
});
