import type { SiteEvent } from '../site/site-event';
import { eventData } from './event-data';
import { phpJson } from './php-json';

/** One sending of a webhook. */
export interface WebhookSending {
  /** Counts up with each try, from 1. */
  attempt: number;
  /** Which subscription of the site it is for. */
  webhookId: number;
  /** When this try was made, in epoch seconds. */
  timeSent: number;
}

/** What Totara posts. There is no id of the delivery: two of the same event differ in `attempt` and `time_sent`. */
export interface WebhookEnvelope {
  attempt: number;
  body: Readonly<Record<string, unknown>>;
  /** Without a leading backslash. */
  event: string;
  time_created: number;
  time_sent: number;
  webhook_id: number;
}

/** Totara masks what might be a secret, by the name of the member. */
const secretName = /(secret|password|hash|token|secure|idp_entity_id|certificates)/i;

/** The envelope of Totara 19.1 and later around an event. */
export function webhookEnvelope(
  event: SiteEvent,
  { attempt = 1, webhookId = 1, timeSent = event.time }: Partial<WebhookSending> = {},
): WebhookEnvelope {
  return envelopeOf(
    { event: event.name, body: webhookBody(event), timeCreated: event.time },
    {
      attempt,
      webhookId,
      timeSent,
    },
  );
}

/** The envelope around a body that was made before, as for a repeated try. */
export function envelopeOf(
  {
    event,
    body,
    timeCreated,
  }: { event: string; body: Readonly<Record<string, unknown>>; timeCreated: number },
  { attempt, webhookId, timeSent }: WebhookSending,
): WebhookEnvelope {
  return { attempt, body, event, time_created: timeCreated, time_sent: timeSent, webhook_id: webhookId };
}

/**
 * The body of a webhook: the row that the event is about when there is one, else the data of the event. So a
 * completion comes as its row, and an archive by hand as the row of the course, which names no learner.
 */
export function webhookBody(event: SiteEvent): Readonly<Record<string, unknown>> {
  return masked({ ...(event.snapshot ?? eventData(event)) });
}

/** The envelope as Totara's bytes. */
export function webhookRequestBody(envelope: WebhookEnvelope): string {
  return phpJson(envelope);
}

function masked(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (secretName.test(name)) return [name, '***'];
      const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, isNested ? masked(value as Record<string, unknown>) : value];
    }),
  );
}
