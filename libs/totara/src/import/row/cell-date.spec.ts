import { DateReader, type DateRules } from './cell-date';

/** `from/to` in UTC, without what is zero in all of them. */
function read(text: string, rules: Partial<DateRules> = {}): string {
  const reading = new DateReader({ order: null, zone: 'UTC', ...rules }).read(text);
  if (typeof reading === 'string') return reading;
  return `${reading.at.toISOString().replace(':00.000Z', '')}+${(reading.until.getTime() - reading.at.getTime()) / 1000}`;
}

const SECOND = 1;
const MINUTE = 60;
const DAY = 86_400;

describe('the date of a cell', () => {
  it.each([
    ['2026-02-01', '2026-02-01T00:00', DAY],
    ['2026-02-01 14:03', '2026-02-01T14:03', MINUTE],
    ['2026-02-01T14:03:11', '2026-02-01T14:03:11.000Z', SECOND],
    ['2026-02-01T14:03:11.250Z', '2026-02-01T14:03:11.000Z', SECOND],
    ['2026-02-01 14:03:11+01:00', '2026-02-01T13:03:11.000Z', SECOND],
    ['2026-02-01T14:03:11-0530', '2026-02-01T19:33:11.000Z', SECOND],
    ['2026/2/1', '2026-02-01T00:00', DAY],
    ['1 Feb 2026', '2026-02-01T00:00', DAY],
    ['01 Feb 2026', '2026-02-01T00:00', DAY],
    ['01-FEB-2026', '2026-02-01T00:00', DAY],
    ['1-Feb-26', '2026-02-01T00:00', DAY],
    ['01 Feb 2026 at 14:03', '2026-02-01T14:03', MINUTE],
    ['1 February 2026, 2:03 PM', '2026-02-01T14:03', MINUTE],
    ['1 February 2026, 2:03\u202fpm', '2026-02-01T14:03', MINUTE],
    ['Sunday, 1 February 2026, 12:03 AM', '2026-02-01T00:03', MINUTE],
    ['Wed, 3 Jun 2026', '2026-06-03T00:00', DAY],
    ['12 Sept 2026', '2026-09-12T00:00', DAY],
    ['1 May 2026', '2026-05-01T00:00', DAY],
    ['Feb 1, 2026', '2026-02-01T00:00', DAY],
    ['February 1, 2026 2:03:04 p.m.', '2026-02-01T14:03:04.000Z', SECOND],
    ['1.2.2026', '2026-02-01T00:00', DAY],
    ['01.02.2026 14:03', '2026-02-01T14:03', MINUTE],
    ['1769954591', '2026-02-01T14:03:11.000Z', SECOND],
  ])('%s is %s', (text, at, seconds) => {
    expect(read(text)).toBe(`${at}+${seconds}`);
  });

  it.each([
    ['01/02/2026', 'day_first', '2026-02-01T00:00'],
    ['01/02/2026', 'month_first', '2026-01-02T00:00'],
    ['1-2-26', 'day_first', '2026-02-01T00:00'],
    ['2/1/2026', 'month_first', '2026-02-01T00:00'],
  ] as const)('%s with %s is %s', (text, order, at) => {
    expect(read(text, { order })).toBe(`${at}+${DAY}`);
  });

  it('is not guessed where day and month cannot be told apart', () => {
    expect(read('01/02/2026')).toBe('order_unknown');
    expect(read('25/02/2026')).toBe('order_unknown');
  });

  it.each([
    ['31/02/2026', 'day_first'],
    ['25/02/2026', 'month_first'],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['31 Feb 2026', null],
    ['1 Junk 2026', null],
    ['2026-02-01 25:00', null],
    ['2026-02-01 14:61', null],
    ['45689', null],
    ['20260201', null],
    ['yesterday', null],
    ['1/2-2026', 'day_first'],
    ['Completed on 1 Feb 2026', null],
  ] as const)('%s is none', (text, order) => {
    expect(read(text, { order })).toBe('unreadable');
  });

  it('in milliseconds is told as such', () => {
    expect(read('1769954591000')).toBe('milliseconds');
  });

  it('is of the time zone of the file, summer time included, unless it names an offset', () => {
    const zone = 'Europe/London';

    expect(read('1 Feb 2026', { zone })).toBe(`2026-02-01T00:00+${DAY}`);
    expect(read('1 Jul 2026', { zone })).toBe(`2026-06-30T23:00+${DAY}`);
    expect(read('2026-07-01T00:00:00Z', { zone })).toBe(`2026-07-01T00:00+${SECOND}`);
    expect(read('1782864000', { zone })).toBe(`2026-07-01T00:00+${SECOND}`);
  });

  it('lasts as long as its day, when the clocks change', () => {
    expect(read('29 Mar 2026', { zone: 'Europe/London' })).toBe(`2026-03-29T00:00+${23 * 3600}`);
    expect(read('25 Oct 2026', { zone: 'Europe/London' })).toBe(`2026-10-24T23:00+${25 * 3600}`);
  });

  it('is the same when it comes again, after ten thousand others too', () => {
    const reader = new DateReader({ order: null, zone: 'UTC' });
    const first = reader.read('1 Feb 2026');

    for (let second = 0; second < 10_001; second += 1) reader.read(String(1_700_000_000 + second));

    expect(reader.read('1 Feb 2026')).toEqual(first);
  });
});
