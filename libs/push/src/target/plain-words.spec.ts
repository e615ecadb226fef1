import { plainWords } from './plain-words';

describe('plainWords', () => {
  it('puts a text on one line', () => {
    expect(plainWords('  No such\r\n\temployee ', 100)).toBe('No such employee');
  });

  it('cuts a text that is too long', () => {
    expect(plainWords('abcdef', 4)).toBe('abcd');
  });

  it('leaves out what PostgreSQL cannot store as text', () => {
    expect(plainWords('a\u0000b\u001bc\ud83dd', 100)).toBe('a b c d');
  });

  it('keeps a character beyond the basic plane whole, or leaves it out where the cut halves it', () => {
    expect(plainWords('ab😀', 4)).toBe('ab😀');
    expect(plainWords('ab😀', 3)).toBe('ab');
  });
});
