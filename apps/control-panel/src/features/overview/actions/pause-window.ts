import type { PausePushRequest } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';

/** The form of a pause, as typed: times as `datetime-local` fields give them, in the viewer's own zone. */
export interface PauseForm {
  isPlanned: boolean;
  from: string;
  to: string;
  reason: string;
}

const words = strings.overviewActions.pause;

/** What to ask for, or what is wrong with the form. */
export function readPauseForm(form: PauseForm, now: Date): { request: PausePushRequest } | { fault: string } {
  const reason = form.reason.trim() === '' ? {} : { reason: form.reason.trim() };
  if (!form.isPlanned) return { request: reason };
  const to = new Date(form.to);
  const from = form.from === '' ? null : new Date(form.from);
  if (Number.isNaN(to.getTime())) return { fault: words.toMissing };
  if (from !== null && Number.isNaN(from.getTime())) return { fault: words.fromInvalid };
  if (to <= (from ?? now) || to <= now) return { fault: words.toTooEarly };
  return {
    request: { ...(from === null ? {} : { from: from.toISOString() }), to: to.toISOString(), ...reason },
  };
}
