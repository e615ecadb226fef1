import { AnswerFormat, answerFormat } from './answer-format';
import { NotAcceptableError } from './pull.errors';

describe('the format of an answer', () => {
  it.each([
    [undefined, AnswerFormat.Json],
    ['*/*', AnswerFormat.Json],
    ['application/json', AnswerFormat.Json],
    ['application/*', AnswerFormat.Json],
    ['text/html, */*;q=0.1', AnswerFormat.Json],
    ['application/x-ndjson', AnswerFormat.NdJson],
    ['text/csv', AnswerFormat.Csv],
    ['text/*', AnswerFormat.Csv],
    ['Text/CSV; charset=utf-8', AnswerFormat.Csv],
    ['application/json;q=0.5, text/csv;q=0.9', AnswerFormat.Csv],
    ['application/json;q=0, */*', AnswerFormat.NdJson],
  ])('for Accept: %s is %s', (accept, format) => {
    expect(answerFormat(accept)).toBe(format);
  });

  it.each(['text/html', 'application/json;q=0', 'nonsense', ''])(
    'is refused where %j names none, with what is possible',
    (accept) => {
      expect(() => answerFormat(accept)).toThrow(NotAcceptableError);
      expect(() => answerFormat(accept)).toThrow('application/json, application/x-ndjson, text/csv');
    },
  );
});
