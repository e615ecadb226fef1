import { subjectOf } from '../message/message-subject';
import { openEnvelope, type ReceivedMessage } from '../message/received-message';
import type { Proof } from '../message/webhook-proof';
import type { NewMessage } from '../webhook-message.repository';

/** What a message turns out to be when it comes. */
export interface MessageReading {
  readonly facts: Pick<
    NewMessage,
    'event' | 'about' | 'userId' | 'courseId' | 'sourceRowId' | 'state' | 'reason'
  >;
  readonly eventAt: Date | null;
  readonly sentAt: Date | null;
}

const NOTHING = { about: null, userId: 0, courseId: 0, sourceRowId: 0 } as const;

/** Reads a parsed body. Whatever it is, it is kept: a sender who proved itself is never refused for what it says. */
export function readMessage(root: unknown, proof: Proof): MessageReading {
  if (root === undefined) return unreadable('The body is not JSON.');
  const message = openEnvelope(root);
  if ('unreadable' in message) return unreadable(message.unreadable);
  const { event, eventAt, sentAt } = message;
  return { facts: { event, ...verdictOn(message, proof) }, eventAt, sentAt };
}

function verdictOn(message: ReceivedMessage, proof: Proof): Omit<MessageReading['facts'], 'event'> {
  if (message.shape === 'open' && proof === 'signature' && message.sentAt === null)
    return {
      ...NOTHING,
      state: 'unreadable',
      reason: 'A signed message needs time_sent: ISO 8601 with its zone, or seconds since 1970.',
    };
  const subject = subjectOf(message);
  if ('ignored' in subject) return { ...NOTHING, state: 'ignored', reason: subject.ignored };
  if ('unreadable' in subject) return { ...NOTHING, state: 'unreadable', reason: subject.unreadable };
  return { ...subject, state: 'waiting', reason: null };
}

function unreadable(reason: string): MessageReading {
  return { facts: { ...NOTHING, event: '', state: 'unreadable', reason }, eventAt: null, sentAt: null };
}
