import { parseJson } from '../message/kept-body';
import type { About, MessageSubject } from '../message/message-subject';
import { openEnvelope, type ReceivedMessage } from '../message/received-message';

/** A message that this process follows up now, under a lease. */
export interface ClaimedMessage extends MessageSubject {
  readonly id: string;
  readonly about: About;
  readonly event: string;
  readonly eventAt: Date;
  readonly attempts: number;
  /** Whether following it up failed before. */
  readonly hasFailed: boolean;
  readonly walkPosition: number;
  readonly walkUntil: number | null;
  readonly body: string;
}

export interface MessageClaim {
  readonly leaseId: string;
  readonly messages: readonly ClaimedMessage[];
}

/** What a kept message says. It was understood when it came, so it is now. */
export function contentOf(message: ClaimedMessage): ReceivedMessage {
  const opened = openEnvelope(parseJson(message.body));
  if ('unreadable' in opened)
    throw new RangeError(`Message ${message.id} was kept for readable: ${opened.unreadable}`);
  return opened;
}
