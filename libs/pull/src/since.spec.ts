import { parseSince } from './since';

describe('parseSince', () => {
  it.each([
    ['a day, which begins in UTC', '2026-02-01', '2026-02-01T00:00:00.000Z'],
    ['a minute', '2026-02-01T08:30Z', '2026-02-01T08:30:00.000Z'],
    ['a second', '2026-02-01T08:30:15Z', '2026-02-01T08:30:15.000Z'],
    ['milliseconds', '2026-02-01T08:30:15.123Z', '2026-02-01T08:30:15.123Z'],
    ['nanoseconds, cut to milliseconds', '2026-02-01T08:30:15.123999999Z', '2026-02-01T08:30:15.123Z'],
    ['no zone, which means UTC', '2026-02-01T08:30:15', '2026-02-01T08:30:15.000Z'],
    ['a zone east', '2026-02-01T08:30:15+02:00', '2026-02-01T06:30:15.000Z'],
    ['a zone without a colon', '2026-02-01T08:30:15-0530', '2026-02-01T14:00:15.000Z'],
    ['a plus sign that became a blank on the way', '2026-02-01T08:30:15 02:00', '2026-02-01T06:30:15.000Z'],
    ['a leap day', '2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['the end of a day', '2026-02-01T24:00:00Z', '2026-02-02T00:00:00.000Z'],
    ['epoch seconds', '1769934600', '2026-02-01T08:30:00.000Z'],
    ['the epoch', '0', '1970-01-01T00:00:00.000Z'],
  ])('reads %s: %s', (_case, text, iso) => {
    expect(parseSince(text)?.toISOString()).toBe(iso);
  });

  it.each([
    ['nothing', ''],
    ['words', 'yesterday'],
    ['epoch milliseconds', '1769934600000'],
    ['a fraction of epoch seconds', '1769934600.5'],
    ['a negative number', '-1'],
    ['a date of another custom', '01/02/2026'],
    ['a blank for the T', '2026-02-01 08:30:15'],
    ['a month that is none', '2026-13-01'],
    ['a day that is none', '2026-02-32'],
    ['a day that this month does not have', '2026-02-30'],
    ['a leap day in another year', '2026-02-29T00:00:00+02:00'],
    ['an hour that is none', '2026-02-01T25:00:00Z'],
    ['a zone that is none', '2026-02-01T08:30:15+99:00'],
    ['something behind the time', '2026-02-01T08:30:15Z; DROP TABLE'],
  ])('refuses %s: %j', (_case, text) => {
    expect(parseSince(text)).toBeUndefined();
  });
});
