import { sha256 } from '@oracle-integration/platform';
import { isMiscopied, newToken } from './token-text';

describe('a new token', () => {
  it('begins with its hint, is told apart by it, and holds nothing but letters, digits and underscores', () => {
    const { token, hint } = newToken();

    expect(token).toMatch(/^oi_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/);
    expect(hint).toMatch(/^oi_[0-9A-Za-z]{8}$/);
    expect(token.startsWith(`${hint}_`)).toBe(true);
  });

  it('comes with the hash that is kept of it', () => {
    const { token, hash } = newToken();

    expect(hash).toEqual(sha256(token));
  });

  it('is never the same twice, and has the same length each time', () => {
    const tokens = Array.from({ length: 2_000 }, newToken);

    expect(new Set(tokens.map(({ token }) => token)).size).toBe(2_000);
    expect(new Set(tokens.map(({ hint }) => hint)).size).toBe(2_000);
    expect(new Set(tokens.map(({ token }) => token.length))).toEqual(new Set([61]));
    expect(tokens.filter(({ token }) => isMiscopied(token))).toEqual([]);
  });
});

describe('a token on its way', () => {
  const { token } = newToken();

  it.each([
    ['cut', token.slice(0, -1)],
    ['cut to its beginning', token.slice(0, 20)],
    ['longer by a character', `${token}x`],
    ['changed in one place', token.slice(0, 30) + (token[30] === 'a' ? 'b' : 'a') + token.slice(31)],
    ['changed in its hint', `oi_${token[3] === 'a' ? 'b' : 'a'}${token.slice(4)}`],
  ])('is known to be miscopied when it was %s', (_case, text) => {
    expect(isMiscopied(text)).toBe(true);
  });

  it.each(['', 'a token of another kind', 'oi_a_token_for_the_tests_only', 'oi_'])(
    'is not judged when it never was one of ours: %p',
    (text) => {
      expect(isMiscopied(text)).toBe(false);
    },
  );
});
