import { courseTitle } from './course-title';

const titleOf = (fullname: string | null, shortname: string | null = null) =>
  courseTitle({ id: 88, fullname, shortname });

describe('courseTitle', () => {
  it.each([
    ['a plain title as it is', 'Fire Safety', 'Fire Safety'],
    [
      'English of several languages',
      '<span lang="fr" class="multilang">Feu</span><span lang="en" class="multilang">Fire</span>',
      'Fire',
    ],
    [
      'the first language where there is no English, whatever the order of the attributes',
      '<span class="multilang" lang="de">Feuer</span> <span class="multilang" lang="fr">Feu</span>',
      'Feuer',
    ],
    [
      'each part of a mixed title',
      '<span lang="en" class="multilang">Fire</span><span lang="fr" class="multilang">Feu</span> 2026',
      'Fire 2026',
    ],
    ['entities as characters', 'Health &amp; Safety &#39;26&#x2019; &lt;b&gt;', "Health & Safety '26’ <b>"],
    ['an unknown entity as it is', 'A &foo; B &#9999999;', 'A &foo; B &#9999999;'],
    ['no other markup', '<b>Fire</b> Safety', 'Fire Safety'],
  ])('is %s', (_case, fullname, title) => {
    expect(titleOf(fullname)).toBe(title);
  });

  it('falls back on the short name, then on the number', () => {
    expect(titleOf(null, 'FIRE-1')).toBe('FIRE-1');
    expect(titleOf('<b></b>', null)).toBe('course 88');
  });

  it('is quick on markup that never ends', () => {
    expect(titleOf('<span lang="en" class="multilang">'.repeat(2_000))).toBe('course 88');
  });
});
