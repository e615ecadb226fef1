/** Totara's waits after a failed try, in minutes. */
const WAITS = [1, 2, 5, 15, 30, 60, 180, 360, 720, 1440];

/** What becomes of a webhook after a try. */
export type WebhookFate = { kind: 'sent' } | { kind: 'dead' } | { kind: 'retry'; minutes: number };

/**
 * What Totara makes of an answer: any 2xx is the end of it, any 4xx is never tried again, and all else is tried ten
 * times more within two days.
 *
 * @param status undefined when nothing answered in time
 * @param attempt the try that was just made, counted from 1
 */
export function webhookFate(status: number | undefined, attempt: number): WebhookFate {
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'sent' };
  if (status !== undefined && status >= 400 && status < 500) return { kind: 'dead' };
  const minutes = WAITS[attempt - 1];
  return minutes === undefined ? { kind: 'dead' } : { kind: 'retry', minutes };
}
