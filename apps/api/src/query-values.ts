/** A parameter that may be repeated, as a list. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Digits as a number; anything else as NaN, which the rules refuse by name. */
export function asInteger(value: unknown): number {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
}
