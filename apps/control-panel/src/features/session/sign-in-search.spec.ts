import { describe, expect, it } from '@jest/globals';
import { parseSignInSearch } from './sign-in-search';

describe('parseSignInSearch', () => {
  it('keeps a path of this panel', () => {
    expect(parseSignInSearch({ next: '/control-panel?status=failed' })).toEqual({
      next: '/control-panel?status=failed',
    });
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    7,
  ])('drops %j, which leads elsewhere', (next) => {
    expect(parseSignInSearch({ next })).toEqual({});
  });

  it('names every key, so that the raw value cannot show through', () => {
    expect(Object.keys(parseSignInSearch({}))).toEqual(['next', 'refused']);
  });

  it('drops what it does not know', () => {
    expect(parseSignInSearch({ other: 1 })).toEqual({});
  });
});
