import { aCurrentRow } from '../testing/site-rows';
import { lookupOfCourses, lookupOfUsers } from './directory-lookup';

describe('looking up people', () => {
  it('answers each value with those who have it, as it was asked for', () => {
    const lookup = lookupOfUsers('idnumber', ['E100234', 'E7']);

    lookup.add([aCurrentRow(), aCurrentRow({ user_row: '13', user_idnumber: 'E7', firstname: 'Ana' })]);

    expect(lookup.values).toEqual(['E100234', 'E7']);
    expect(lookup.found).toMatchObject([
      { value: 'E100234', userId: 12, snapshot: { firstname: 'María' } },
      { value: 'E7', userId: 13, snapshot: { firstname: 'Ana' } },
    ]);
  });

  it('gives several answers for one value, and one answer for two that mean the same', () => {
    const lookup = lookupOfUsers('email', ['Team@Example.com', 'team@example.COM']);

    lookup.add([
      aCurrentRow({ email: 'team@example.com' }),
      aCurrentRow({ user_row: '13', email: 'TEAM@example.com' }),
    ]);

    expect(lookup.values).toEqual(['team@example.com']);
    expect(lookup.found.map(({ value, userId }) => [value, userId])).toEqual([
      ['Team@Example.com', 12],
      ['team@example.COM', 12],
      ['Team@Example.com', 13],
      ['team@example.COM', 13],
    ]);
  });

  it.each([
    ['username', 'JOSE', { username: 'jose' }, 1],
    ['username', 'jose', { username: 'josé' }, 0],
    ['idnumber', 'e7', { user_idnumber: 'E7' }, 0],
    ['idnumber', 'E7', { user_idnumber: 'E7 ' }, 0],
    ['id', '12', {}, 1],
  ] as const)('by %s: %s is %j: %i answers', (field, value, row, count) => {
    const lookup = lookupOfUsers(field, [value]);

    lookup.add([aCurrentRow(row)]);

    expect(lookup.found).toHaveLength(count);
  });

  it('asks for no value twice, for no empty one, and for no id that is none', () => {
    expect(lookupOfUsers('idnumber', ['', 'E7', 'E7']).values).toEqual(['E7']);
    expect(lookupOfUsers('id', ['12', '012', '1e3', '-1', '0', 'x', '']).values).toEqual([12]);
  });

  it('stops at a hundred answers for one value', () => {
    const lookup = lookupOfUsers('email', ['mlopez@example.com', 'ana@example.com']);

    lookup.add(Array.from({ length: 250 }, (_, index) => aCurrentRow({ user_row: index + 1 })));
    lookup.add([aCurrentRow({ user_row: 999, email: 'ana@example.com' })]);

    expect(lookup.found).toHaveLength(101);
    expect(lookup.found.at(-1)).toMatchObject({ userId: 999 });
  });
});

describe('looking up courses', () => {
  it.each([
    ['shortname', 'FIRE-1', 1],
    ['shortname', 'fire-1', 0],
    ['idnumber', 'OLC-10021', 1],
    ['fullname', 'Fire Safety', 1],
    ['id', '88', 1],
    ['id', '89', 0],
  ] as const)('by %s: %s gives %i answers', (field, value, count) => {
    const lookup = lookupOfCourses(field, [value]);

    lookup.add([aCurrentRow()]);

    expect(lookup.found).toEqual(
      Array(count).fill({
        value,
        courseId: 88,
        snapshot: {
          fullname: 'Fire Safety',
          shortname: 'FIRE-1',
          idnumber: 'OLC-10021',
          category: 'Compliance',
        },
      }),
    );
  });
});
