import { DateTime } from 'luxon';

/** A JSON object whose members nobody has looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

const DIGITS = /^\d{1,15}$/;
const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** Later than this (the year 5138) is no number of seconds but of milliseconds. */
const LARGEST_EPOCH_SECONDS = 100_000_000_000;

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** An object, or JSON text of one: PHP sites send either. */
export function objectOrJson(value: unknown): JsonObject | undefined {
  if (typeof value !== 'string') return asObject(value);
  try {
    return asObject(JSON.parse(value));
  } catch {
    // Text that is no JSON holds no object: exactly what is asked here.
    return undefined;
  }
}

/** The id of something: PHP's drivers give numbers as text, or as numbers when they are fresh. */
export function idFrom(value: unknown): number | null {
  const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** A number, also one written as text; `null` for anything else. */
export function numberFrom(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** What PostgreSQL's text can hold of a text; `null` for an empty one and for anything else. */
export function textFrom(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return value.replace(/\0|\p{Surrogate}/gu, '�');
}

/** Seconds since 1970, or ISO 8601 with its zone: without one the same text is another moment in every office. */
export function momentFrom(value: unknown): Date | null {
  if (typeof value === 'string' && ISO_WITH_ZONE.test(value)) {
    const moment = DateTime.fromISO(value);
    return moment.isValid ? moment.startOf('second').toJSDate() : null;
  }
  const seconds = numberFrom(value);
  if (seconds === null || seconds <= 0 || seconds > LARGEST_EPOCH_SECONDS) return null;
  return new Date(Math.trunc(seconds) * 1000);
}
