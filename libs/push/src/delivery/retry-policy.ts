const BASE_SECONDS = 10;
const FACTOR = 4;
const CEILING_SECONDS = 24 * 3600;

/**
 * The longest wait before the next attempt: 10 s, 40 s, 3 min, 11 min, 43 min, 3 h, 11 h, then a day each. Twelve
 * attempts span about two and a half days on average: a weekend's outage kills nothing.
 *
 * @param attempts made so far, at least 1
 */
export function backoffCeilingSeconds(attempts: number): number {
  return Math.min(BASE_SECONDS * FACTOR ** (attempts - 1), CEILING_SECONDS);
}

/**
 * Full jitter: anything up to the ceiling, so that what failed together does not come back together.
 *
 * @param random 0 up to, not including, 1
 */
export function retryDelaySeconds(attempts: number, random: number): number {
  return Math.max(1, backoffCeilingSeconds(attempts) * random);
}

const PROBE_BASE_SECONDS = 2;
const PROBE_CEILING_SECONDS = 60;

/** How long until a target in trouble is tried again: 2, 4, 8, 16, 32, then every 60 seconds. */
export function probeDelaySeconds(failedProbes: number): number {
  return Math.min(PROBE_BASE_SECONDS * 2 ** failedProbes, PROBE_CEILING_SECONDS);
}

/** A day: whoever asks for more has a broken clock. */
const RETRY_AFTER_MAX_SECONDS = 24 * 3600;

/** `Retry-After` in seconds, from seconds or an HTTP date; `undefined` when absent or unreadable. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 1), RETRY_AFTER_MAX_SECONDS);
}
