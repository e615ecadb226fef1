import { WEBHOOK_WINDOW_SECONDS } from '@oracle-integration/contracts';

/** Whether a message was sent too long ago, or in what is still the future here. */
export function isOutsideWindow(sentAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - sentAt.getTime()) > WEBHOOK_WINDOW_SECONDS * 1000;
}
