import { decodePeopleCursor, decodeRecordCursor, encodePeopleCursor } from './people-cursor';

describe('the cursor of people', () => {
  it.each([
    { sortName: 'lopez maria', siteId: 'totara', userId: 1207 },
    { sortName: '', siteId: 'site/2', userId: 1 },
    { sortName: '山田 "太郎"', siteId: 'a,b', userId: 9 },
  ])('leads back to its place: %j', (position) => {
    expect(decodePeopleCursor(encodePeopleCursor(position))).toEqual(position);
  });

  it.each([
    '',
    'x',
    'W10',
    'bnVsbA',
    encodePeopleCursor({ sortName: 'a\0', siteId: 'b', userId: 1 }),
    'WzEsMiwzXQ',
  ])('is refused by name when it is not one of ours: %s', (cursor) => {
    expect(() => decodePeopleCursor(cursor)).toThrow('cursor is not one that this list gave out');
  });
});

it.each(['', 'a', '-1', '1'.repeat(19)])('the cursor of completions is refused: %s', (cursor) => {
  expect(() => decodeRecordCursor(cursor)).toThrow('cursor is not one that this list gave out');
});
