import type { Settings } from '@oracle-integration/settings';

/** How the waits between attempts grow; a manager may change it. */
export interface RetrySchedule {
  /** The longest wait after the first attempt, in seconds. */
  readonly firstSeconds: number;
  /** No wait is longer, in seconds. */
  readonly longestSeconds: number;
}

export interface RetryRules extends RetrySchedule {
  readonly maxAttempts: number;
}

const FACTOR = 4;

/** The rules that a manager has set. */
export function retryRulesOf(settings: Settings): RetryRules {
  return {
    maxAttempts: settings.pushMaxAttempts,
    firstSeconds: settings.pushRetryFirstSeconds,
    longestSeconds: settings.pushRetryLongestHours * 3600,
  };
}

/**
 * The longest wait before the next attempt; by default 10 s, 40 s, 3 min, 11 min, 43 min, 3 h, 11 h, then a day each.
 * Twelve attempts span about two and a half days on average: a weekend's outage kills nothing.
 *
 * @param attempts made so far, at least 1
 */
export function backoffCeilingSeconds(attempts: number, schedule: RetrySchedule): number {
  return Math.min(schedule.firstSeconds * FACTOR ** (attempts - 1), schedule.longestSeconds);
}

/**
 * Full jitter: anything up to the ceiling, so that what failed together does not come back together.
 *
 * @param random 0 up to, not including, 1
 */
export function retryDelaySeconds(attempts: number, random: number, schedule: RetrySchedule): number {
  return Math.max(1, backoffCeilingSeconds(attempts, schedule) * random);
}

/**
 * When the attempts of an item that fails now would be made, on average: the schedule as clock times.
 *
 * @returns one moment for each attempt after the first
 */
export function expectedAttempts(maxAttempts: number, schedule: RetrySchedule, from: Date): Date[] {
  const moments: Date[] = [];
  let at = from.getTime();
  for (let attempts = 1; attempts < maxAttempts; attempts += 1) {
    at += (backoffCeilingSeconds(attempts, schedule) / 2) * 1000;
    moments.push(new Date(at));
  }
  return moments;
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

/** After a hold the target gets this many requests at once, then twice as many each few seconds. */
const RAMP_STEP_SECONDS = 3;

/**
 * How many requests may be under way so long after a hold ended: a recovered Oracle is not flooded.
 *
 * @param secondsSinceRelease `null` when there was no hold
 */
export function rampedConcurrency(concurrency: number, secondsSinceRelease: number | null): number {
  if (secondsSinceRelease === null) return concurrency;
  const doublings = Math.min(Math.floor(Math.max(secondsSinceRelease, 0) / RAMP_STEP_SECONDS), 20);
  return Math.min(concurrency, 2 ** doublings);
}
