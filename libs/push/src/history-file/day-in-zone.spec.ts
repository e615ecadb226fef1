import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayInZone } from './day-in-zone';

const ZONES = [
  'UTC',
  'Europe/Madrid',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

describe('the day of a moment in a time zone', () => {
  it('is the one that another calculation comes to, also where a zone left a day out', () => {
    const moment = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });

    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, at) => {
        expect(dayInZone(zone, at)).toBe(DateTime.fromJSDate(at, { zone }).toFormat('yyyy/MM/dd'));
      }),
    );
    expect(dayInZone('Pacific/Apia', new Date('2011-12-30T12:00:00Z'))).toBe('2011/12/31');
  });
});
