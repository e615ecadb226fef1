import { idFrom, momentFrom, numberFrom, objectOrJson, textFrom } from './json-values';

describe('idFrom', () => {
  it.each([
    [1207, 1207],
    ['1207', 1207],
    [9007199254740991, 9007199254740991],
  ])('takes %p', (value, id) => {
    expect(idFrom(value)).toBe(id);
  });

  it.each([
    0,
    '0',
    -3,
    1.5,
    '1.5',
    '12a',
    '',
    ' 7',
    null,
    undefined,
    true,
    [7],
    {},
    1e300,
    '12345678901234567890',
  ])('takes no %p', (value) => {
    expect(idFrom(value)).toBeNull();
  });
});

describe('numberFrom', () => {
  it.each([
    [85, 85],
    ['85.00000', 85],
    [0, 0],
    ['0', 0],
    ['-1', -1],
  ])('takes %p', (value, number) => {
    expect(numberFrom(value)).toBe(number);
  });

  it.each(['', ' ', 'eighty', null, undefined, true, [], {}, Number.NaN, 'Infinity'])(
    'takes no %p',
    (value) => {
      expect(numberFrom(value)).toBeNull();
    },
  );
});

describe('textFrom', () => {
  it('hands text on', () => {
    expect(textFrom('López')).toBe('López');
  });

  it('puts a mark in the place of what PostgreSQL cannot hold', () => {
    expect(textFrom('a\0b\ud800c')).toBe('a�b�c');
  });

  it.each(['', null, undefined, 7, {}])('takes no %p', (value) => {
    expect(textFrom(value)).toBeNull();
  });
});

describe('momentFrom', () => {
  it.each([
    [1769954591, '2026-02-01T14:03:11.000Z'],
    ['1769954591', '2026-02-01T14:03:11.000Z'],
    [1769954591.9, '2026-02-01T14:03:11.000Z'],
    ['2026-02-01T14:03:11Z', '2026-02-01T14:03:11.000Z'],
    ['2026-02-01T14:03:11.987Z', '2026-02-01T14:03:11.000Z'],
    ['2026-02-01T16:03:11+02:00', '2026-02-01T14:03:11.000Z'],
    ['2026-02-01T16:03:11+0200', '2026-02-01T14:03:11.000Z'],
    ['2026-02-01T14:03Z', '2026-02-01T14:03:00.000Z'],
  ])('takes %p', (value, moment) => {
    expect(momentFrom(value)?.toISOString()).toBe(moment);
  });

  it.each([
    '2026-02-01T14:03:11',
    '2026-02-01',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '01/02/2026',
    1769954591123,
    0,
    -1,
    '',
    null,
    undefined,
    {},
  ])('takes no %p', (value) => {
    expect(momentFrom(value)).toBeNull();
  });
});

describe('objectOrJson', () => {
  it.each([
    [{ a: 1 }, { a: 1 }],
    ['{"a":1}', { a: 1 }],
  ])('takes %p', (value, object) => {
    expect(objectOrJson(value)).toEqual(object);
  });

  it.each(['a:1:{i:0;i:7;}', '[1]', '7', '', null, [1], 7])('takes no %p', (value) => {
    expect(objectOrJson(value)).toBeUndefined();
  });
});
