import type { WebhookMessageState } from '@oracle-integration/contracts';
import type { ClaimedMessage } from './claimed-message';
import { delayAfterEarlyLook, delayAfterFailure } from './follow-up-policy';
import type { Told } from './telling';

/** What following up a message came to. */
export interface Settlement {
  readonly id: string;
  readonly state: Exclude<WebhookMessageState, 'working'>;
  readonly reason: string | null;
  readonly told: Told | null;
  readonly isAttempt: boolean;
  /** Until it is due again, for a message that is followed up again. */
  readonly delaySeconds: number;
  readonly walkPosition: number;
  readonly walkUntil: number | null;
}

const REASON_CHARACTERS_MAX = 1000;
/** Between two portions of a message about many records: others get their turn, and the site a rest. */
const PAUSE_SECONDS = 1;

/** Followed up. */
export function done(
  message: ClaimedMessage,
  told: Told | null = null,
  reason: string | null = null,
): Settlement {
  return { ...settled(message), state: 'done', told, reason: reason && short(reason) };
}

/** The ledger need not learn anything from it. */
export function ignored(message: ClaimedMessage, reason: string): Settlement {
  return { ...settled(message), state: 'ignored', reason };
}

export function parked(message: ClaimedMessage, reason: string): Settlement {
  return { ...settled(message), state: 'parked', reason };
}

export function unreadable(message: ClaimedMessage, reason: string): Settlement {
  return { ...settled(message), state: 'unreadable', reason: short(reason) };
}

/** A portion is done; the rest has its turn soon. */
export function goingOn(
  message: ClaimedMessage,
  { walkPosition, walkUntil }: Pick<Settlement, 'walkPosition' | 'walkUntil'>,
): Settlement {
  return { ...settled(message), state: 'waiting', walkPosition, walkUntil, delaySeconds: PAUSE_SECONDS };
}

/** The site does not show yet what the message tells: looked at again, and at last taken as it is. */
export function looked(message: ClaimedMessage): Settlement {
  const delaySeconds = delayAfterEarlyLook(message.attempts);
  if (delaySeconds === undefined)
    return done(message, null, 'The site does not show this completion; what it shows is recorded.');
  const reason = 'The site does not show this completion yet; looked at again.';
  return { ...settled(message), state: 'waiting', reason, isAttempt: true, delaySeconds };
}

/** Not the message's fault: it waits, and no attempt is burned. */
export function released(message: ClaimedMessage, reason: string): Settlement {
  return { ...settled(message), state: 'waiting', reason: short(reason) };
}

export function failed(message: ClaimedMessage, reason: string, random: () => number): Settlement {
  const delaySeconds = delayAfterFailure(message.attempts, random);
  const attempt = { ...settled(message), reason: short(reason), isAttempt: true };
  return delaySeconds === undefined
    ? { ...attempt, state: 'dead' }
    : { ...attempt, state: 'failed', delaySeconds };
}

function settled({ id, walkPosition, walkUntil }: ClaimedMessage): Omit<Settlement, 'state'> {
  return { id, reason: null, told: null, isAttempt: false, delaySeconds: 0, walkPosition, walkUntil };
}

function short(reason: string): string {
  return reason.length > REASON_CHARACTERS_MAX ? `${reason.slice(0, REASON_CHARACTERS_MAX - 1)}…` : reason;
}
