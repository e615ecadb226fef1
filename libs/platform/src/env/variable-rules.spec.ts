import { booleanText, integerText, urlText } from './environment';

describe('booleanText', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['False', false],
    ['0', false],
    ['no', false],
    ['off', false],
  ])('reads %s as %s', (text, expected) => {
    expect(booleanText.parse(text)).toBe(expected);
  });

  it.each(['', 'maybe', '2', 'ja'])('refuses "%s" rather than guess', (text) => {
    expect(booleanText.safeParse(text).error?.issues[0]?.message).toBe('must be true or false');
  });
});

describe('integerText', () => {
  it.each(['1', '007', '10'])('takes %s within 1 to 10', (text) => {
    expect(integerText(1, 10).parse(text)).toBe(Number(text));
  });

  it.each(['0', '11', '-1', '1.0', ' 5', '5s', ''])('refuses "%s" outside 1 to 10', (text) => {
    const { error } = integerText(1, 10).safeParse(text);

    expect(error?.issues[0]?.message).toBe('must be a whole number from 1 to 10');
  });
});

describe('urlText', () => {
  it('takes an absolute address of a named scheme', () => {
    expect(urlText('https', 'http').parse('http://localhost:1/x')).toBe('http://localhost:1/x');
  });

  it.each(['localhost:5432', 'ftp://example.com', 'https//example.com', 'javascript:alert(1)'])(
    'refuses %s and says how it must start',
    (text) => {
      const { error } = urlText('https', 'http').safeParse(text);

      expect(error?.issues[0]?.message).toBe('must be an address that starts with https:// or http://');
    },
  );
});
