import { CATEGORIES, COURSES } from './course-catalogue';

describe('the course catalogue', () => {
  const names = COURSES.map(({ fullname }) => fullname);
  const numbers = COURSES.map(({ idnumber }) => idnumber);

  it('has forty courses in eight categories, parents before children', () => {
    expect(COURSES).toHaveLength(40);
    expect(CATEGORIES).toHaveLength(8);
    CATEGORIES.forEach(({ parent }, index) => expect(parent ?? -1).toBeLessThan(index));
    expect(new Set(COURSES.map(({ category }) => category)).size).toBe(8);
  });

  it.each([
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Han',
    'Hiragana',
    'Hangul',
    'Devanagari',
    'Thai',
    'Latin',
  ])('has a name in the %s script', (script) => {
    expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true);
  });

  it.each([
    ['an apostrophe', /'/],
    ['a quotation mark', /"/],
    ['an ampersand', /&/],
    ['an entity', /&amp;/],
    ['a backslash', /\\/],
    ['an emoji', /\p{Extended_Pictographic}/u],
    ['multilang markup', /<span lang="fr" class="multilang">/],
  ])('has a name with %s', (_, pattern) => {
    expect(names.some((name) => pattern.test(name))).toBe(true);
  });

  it('has one name of a thousand characters', () => {
    expect(names.map((name) => [...name].length).filter((length) => length > 254)).toEqual([1000]);
  });

  it('has course numbers that are missing or used twice', () => {
    expect(numbers.filter((number) => number === '')).toHaveLength(2);
    expect(numbers.filter((number) => number === 'OLC-10021')).toHaveLength(2);
    expect(new Set(numbers).size).toBe(38);
  });
});
