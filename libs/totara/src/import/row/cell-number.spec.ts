import { readNumber } from './cell-number';

describe('the number of a cell', () => {
  it.each([
    ['85', '.', { value: 85, isPercent: false }],
    ['85.50000', '.', { value: 85.5, isPercent: false }],
    ['85.5%', '.', { value: 85.5, isPercent: true }],
    ['85,5 %', ',', { value: 85.5, isPercent: true }],
    ['1,234.5', '.', { value: 1234.5, isPercent: false }],
    ['1.234,5', ',', { value: 1234.5, isPercent: false }],
    ['-3', '.', { value: -3, isPercent: false }],
    ['0', '.', { value: 0, isPercent: false }],
  ] as const)('%s with the decimal mark %s', (text, mark, number) => {
    expect(readNumber(text, mark)).toEqual(number);
  });

  it.each([
    ['85,5', '.'],
    ['85.5', ','],
    ['Pass', '.'],
    ['85/100', '.'],
    ['1e400', '.'],
    ['99999999999', '.'],
    ['%', '.'],
    ['NaN', '.'],
  ] as const)('is none in %s with the decimal mark %s', (text, mark) => {
    expect(readNumber(text, mark)).toBeUndefined();
  });
});
