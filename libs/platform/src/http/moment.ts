import { registerDecorator } from 'class-validator';
import { DateTime } from 'luxon';

const DATE_OR_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/;

/** The moment that an ISO 8601 date (midnight) or time names, in UTC where it names no zone; `undefined` for anything else. */
export function parseMoment(text: string): Date | undefined {
  if (!DATE_OR_TIME.test(text)) return undefined;
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  // The year 0 is none that a database knows.
  return moment.isValid && moment.year > 0 ? moment.toJSDate() : undefined;
}

/** Validates a date or time. */
export function IsMoment(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isMoment',
      target: target.constructor,
      propertyName: String(propertyName),
      options: {
        message: `${String(propertyName)} must be an ISO 8601 date such as 2026-01-31 (midnight UTC), or a time such as 2026-01-31T08:00:00Z`,
      },
      validator: {
        validate: (value: unknown) => typeof value === 'string' && parseMoment(value) !== undefined,
      },
    });
}
