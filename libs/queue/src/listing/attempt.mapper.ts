import type { DeliveryAttemptView } from '@oracle-integration/contracts';
import { type CauseSubject, causeView } from '../cause-words';
import type { LoggedAttempt } from './listed-item';

/** What an attempt came to that Oracle did not refuse. */
const WENT_WELL: Readonly<Record<string, string>> = {
  delivered: 'Delivered.',
  accepted: 'Oracle took it for later.',
  duplicate: 'Oracle had it already.',
  loaded: 'Oracle loaded it from a history file.',
};

export function attemptView(logged: LoggedAttempt, subject?: CauseSubject): DeliveryAttemptView {
  const { attempt, at, outcome, httpStatus, causeCode, causeDetail, request } = logged;
  const wentWell = WENT_WELL[outcome];
  const cause = wentWell === undefined ? causeView(causeCode, causeDetail, subject) : null;
  return { attempt, at, outcome, httpStatus, request, cause, summary: wentWell ?? cause!.reason };
}
