import { randomBytes } from 'node:crypto';
import type { FeedFilters } from '@oracle-integration/completions';
import { decodeCursor, encodeCursor } from './feed-cursor';
import { CursorInvalidError, CursorOfOtherFiltersError } from './pull.errors';

const KEY = Buffer.alloc(32, 7);

function filters(given: Partial<FeedFilters> = {}): FeedFilters {
  return { courseIds: [], userIds: [], statuses: [], ...given };
}

describe('a cursor', () => {
  it.each(['0', '1', '4503599627370497', '9223372036854775807'])('stands for position %s', (position) => {
    const cursor = encodeCursor(position, filters(), KEY);

    expect(decodeCursor(cursor, filters(), KEY)).toBe(position);
  });

  it('is short and fit for an address bar', () => {
    expect(encodeCursor('4711', filters(), KEY)).toMatch(/^[\w-]{44}$/);
  });

  it('is for ever the same for the same position and filters', () => {
    // Written out: another value would make every cursor in use worthless after an upgrade.
    expect(encodeCursor('4711', filters({ courseIds: [88], statuses: ['complete'] }), KEY)).toBe(
      'AQAAAAAAABJnGEZMvkXVBpUA-jKJ6ZNiEIHqRFVC_0W2',
    );
  });

  it('holds for the same filters in another order', () => {
    const cursor = encodeCursor(
      '5',
      filters({ courseIds: [9, 10], userIds: [3, 20], statuses: ['revoked', 'complete'] }),
      KEY,
    );
    const sameFilters = filters({ courseIds: [10, 9], userIds: [20, 3], statuses: ['complete', 'revoked'] });

    expect(decodeCursor(cursor, sameFilters, KEY)).toBe('5');
  });

  it.each([
    ['a further course', { courseIds: [88, 89] }],
    ['no course', {}],
    ['a person of the same id', { userIds: [88] }],
    ['a status as well', { courseIds: [88], statuses: ['complete'] as const }],
  ])('does not hold for %s', (_case, other) => {
    const cursor = encodeCursor('5', filters({ courseIds: [88] }), KEY);

    expect(() => decodeCursor(cursor, filters(other), KEY)).toThrow(CursorOfOtherFiltersError);
  });

  it('is refused when any one of its bits was changed', () => {
    const bytes = Buffer.from(encodeCursor('5', filters(), KEY), 'base64url');

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decodeCursor(forged.toString('base64url'), filters(), KEY)).toThrow(CursorInvalidError);
    }
  });

  it.each([
    ['nothing', ''],
    ['words', 'next'],
    ['a position in plain', '4711'],
    ['no base64 at all', '%%%'],
  ])('is not %s', (_case, text) => {
    expect(() => decodeCursor(text, filters(), KEY)).toThrow(CursorInvalidError);
  });

  it('is refused cut off, prolonged, and in another spelling of the same bytes', () => {
    const cursor = encodeCursor('62', filters(), KEY);
    const bytes = Buffer.from(cursor, 'base64url');
    const spellings = [
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}=`,
      ` ${cursor}`,
      `${bytes.toString('base64url')}!`,
    ];

    for (const spelling of spellings) {
      expect(() => decodeCursor(spelling, filters(), KEY)).toThrow(CursorInvalidError);
    }
  });

  it('of another installation is refused', () => {
    const cursor = encodeCursor('5', filters(), randomBytes(32));

    expect(() => decodeCursor(cursor, filters(), KEY)).toThrow(CursorInvalidError);
  });
});
