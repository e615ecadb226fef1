import type { SiteEvent } from '../site/site-event';
import { eventData, type EventData } from './event-data';

/** A service of the Moodle add-on `local_webhooks`. */
export interface MoodleWebhookService {
  /** The address of the site. */
  host: string;
  /** Sent in clear in the body: there is no signature. */
  token: string;
  /** Free text of the administrator. */
  extra?: string;
}

/**
 * What the Moodle add-on `local_webhooks` posts: the data of the event, whose name has a leading backslash, with
 * host, token and extra beside it. No snapshot, no signature, no second try.
 */
export function moodleWebhook(
  event: SiteEvent,
  { host, token, extra = '' }: MoodleWebhookService,
): EventData & Required<MoodleWebhookService> {
  return { ...eventData(event), host, token, extra };
}
