const ATTEMPTS_MAX = 12;
const FIRST_DELAY_SECONDS = 5;
const LONGEST_DELAY_SECONDS = 3600;

/** A replica lags by seconds, and Moodle sends before it commits; what is not there after this was changed since. */
const EARLY_LOOKS_SECONDS = [5, 15, 60, 300];

/**
 * Seconds until a message whose following up failed is tried again: 5 s, 10 s, 20 s … an hour, some two and a
 * half hours in all, with up to a fifth more so that a thousand of them do not come back at once.
 *
 * @param attempts before this one
 * @returns undefined when that was the last.
 */
export function delayAfterFailure(attempts: number, random: () => number): number | undefined {
  if (attempts + 1 >= ATTEMPTS_MAX) return undefined;
  const seconds = Math.min(FIRST_DELAY_SECONDS * 2 ** attempts, LONGEST_DELAY_SECONDS);
  return seconds * (1 + random() / 5);
}

/**
 * Seconds until the site is looked at again for what it does not show yet.
 *
 * @param looks before this one
 * @returns undefined when what the site shows must be taken as it is.
 */
export function delayAfterEarlyLook(looks: number): number | undefined {
  return EARLY_LOOKS_SECONDS[looks];
}
