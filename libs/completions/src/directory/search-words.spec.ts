import { foldedText, prefixQuery, searchWords } from './search-words';

describe('searchWords', () => {
  it.each([
    [
      ['María', 'LÓPEZ-Ruiz'],
      ['maria', 'lopez', 'ruiz'],
    ],
    [
      ['maria.lopez@example.com', null, 'E-100234'],
      ['maria', 'lopez', 'example', 'com', 'e', '100234'],
    ],
    [
      ["O'Brien", "o'brien"],
      ['o', 'brien'],
    ],
    [
      ['Иван Петров', '山田 太郎'],
      ['иван', 'петров', '山田', '太郎'],
    ],
    [
      ['ﬁre', 'Ⅷ'],
      ['fire', 'viii'],
    ],
    [['', '  ', '---', `'":*&|!()\\`], []],
  ])('of %j are %j', (texts, words) => {
    expect(searchWords(texts)).toEqual(words);
  });

  it('are bounded in number and length', () => {
    const words = searchWords([
      Array.from({ length: 100 }, (_, number) => `w${number}`).join(' '),
      'x'.repeat(500),
    ]);

    expect(words).toHaveLength(40);
    expect(searchWords(['x'.repeat(500)])).toEqual(['x'.repeat(60)]);
  });
});

it('foldedText keeps what lies between words', () => {
  expect(foldedText('Ångström Ñandú')).toBe('angstrom nandu');
});

it('prefixQuery asks for each word by its beginning', () => {
  expect(prefixQuery(['maria', '100'])).toBe(`'maria':* & '100':*`);
});
