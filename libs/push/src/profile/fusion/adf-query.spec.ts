import { adfQuery } from './adf-query';

const both = [
  ['assignedToId', 9_007_199_254_740_993n],
  ['name', "O'Neil"],
] as const;

describe('adfQuery', () => {
  it.each([
    ['version', 1, "assignedToId=9007199254740993;name='O''Neil'"],
    ['version', 4, "assignedToId=9007199254740993 and name='O''Neil'"],
    ['semicolon', 9, "assignedToId=9007199254740993;name='O''Neil'"],
    ['and', 1, "assignedToId=9007199254740993 and name='O''Neil'"],
  ] as const)('joined by %s under version %d', (joint, version, query) => {
    expect(adfQuery(both, { joint, version })).toBe(query);
  });
});
