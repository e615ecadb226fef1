import { createHmac } from 'node:crypto';

export const WEBHOOK_SECRET = 'a webhook secret of the tests';

/** The headers of a message that is signed. */
export function signed(body: string, secret = WEBHOOK_SECRET): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-totara-signature': createHmac('sha256', secret).update(body).digest('hex'),
  };
}

/** A message of the open shape. */
export function message(completions: object[], sentAt = Date.now()): string {
  return JSON.stringify({ event: 'course_completed', time_sent: Math.floor(sentAt / 1000), completions });
}
