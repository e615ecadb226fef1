import { PersonalText } from './personal-text';

const maria = new PersonalText(['maria@example.com', 'mlopez', 'E100234', 'María López', 'ml', '  ']);

describe('PersonalText', () => {
  it.each([
    ['No employee E100234 in HCM.', 'No employee [erased] in HCM.'],
    ['no EMPLOYEE e100234', 'no EMPLOYEE [erased]'],
    ['MARÍA LÓPEZ <maria@example.com>', '[erased] <[erased]>'],
    ['mlopez,mlopez2', '[erased],mlopez2'],
    ['XE100234 and E1002345', 'XE100234 and E1002345'],
    ['html', 'html'],
    ['{"name":"Mar\\u00eda L\\u00F3pez"}', '{"name":"[erased]"}'],
  ])('removes whole terms, in any case: %s', (text, expected) => {
    expect(maria.withoutNames(text)).toBe(expected);
  });

  it('takes terms for what they are, not for patterns', () => {
    const text = new PersonalText(['a.b+c@example.com', '(x)']);

    expect(text.withoutNames('a.b+c@example.com aXb+c@example.com (x)')).toBe(
      '[erased] aXb+c@example.com [erased]',
    );
    expect(new PersonalText(['100%_\\x']).likePatterns).toEqual(['%100\\%\\_\\\\x%']);
  });

  it('looks into lists and objects, names of members included', () => {
    const details = { q: 'mlopez', mlopez: [1, { to: 'Maria@Example.com' }], count: 3, none: null };

    expect(maria.withoutNamesWithin(details)).toEqual({
      q: '[erased]',
      '[erased]': [1, { to: '[erased]' }],
      count: 3,
      none: null,
    });
  });

  it('leaves everything alone when nothing is known of the person', () => {
    expect(new PersonalText([]).withoutNames('anybody')).toBe('anybody');
  });
});
