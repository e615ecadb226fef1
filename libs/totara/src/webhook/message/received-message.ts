import { asObject, type JsonObject, momentFrom, textFrom } from './json-values';
import { eventName } from './completion-events';

/**
 * Who speaks: a Totara webhook (an envelope), Moodle's local_webhooks (the event itself), or any other system in the
 * open shape that we document.
 */
export type MessageShape = 'totara' | 'moodle' | 'open';

/** A message whose envelope is understood. */
export interface ReceivedMessage {
  readonly shape: MessageShape;
  /** Without a leading backslash. */
  readonly event: string;
  /** When it happened, by the sender's clock; `null` where it does not say. */
  readonly eventAt: Date | null;
  readonly sentAt: Date | null;
  /** The event's own data, the row of the site that it is about, or, in the open shape, the completions. */
  readonly content: JsonObject;
}

const EVENT_CHARACTERS_MAX = 200;

/** Opens the envelope; a sentence where that is not possible. */
export function openEnvelope(root: unknown): ReceivedMessage | { readonly unreadable: string } {
  const message = asObject(root);
  if (!message) return { unreadable: 'The body is not a JSON object.' };
  if (Array.isArray(message['completions'])) return openShape(message);
  if (typeof message['event'] === 'string') return totaraEnvelope(message);
  if (typeof message['eventname'] === 'string') return moodleEvent(message);
  return { unreadable: 'Neither event nor eventname says what happened.' };
}

function openShape(message: JsonObject): ReceivedMessage {
  const sentAt = momentFrom(message['time_sent']);
  const eventAt = momentFrom(message['time_created']) ?? sentAt;
  return { shape: 'open', event: nameFrom(message['event']), eventAt, sentAt, content: message };
}

function totaraEnvelope(message: JsonObject): ReceivedMessage {
  return {
    shape: 'totara',
    event: nameFrom(message['event']),
    eventAt: momentFrom(message['time_created']),
    sentAt: momentFrom(message['time_sent']),
    content: asObject(message['body']) ?? {},
  };
}

function moodleEvent(message: JsonObject): ReceivedMessage {
  return {
    shape: 'moodle',
    event: nameFrom(message['eventname']),
    eventAt: momentFrom(message['timecreated']),
    sentAt: null,
    content: message,
  };
}

function nameFrom(value: unknown): string {
  return eventName(textFrom(value) ?? '').slice(0, EVENT_CHARACTERS_MAX);
}
