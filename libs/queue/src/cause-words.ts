import { type CauseView, type CauseWords, DELIVERY_CAUSES } from '@oracle-integration/contracts';

/** Whom a delivery is about, for the words. */
export interface CauseSubject {
  readonly user: string;
  readonly staffNumber: string | null;
}

/** An item of an older version, or one that somebody moved by hand. */
const NOT_NOTED: CauseWords = {
  reason: 'It is stopped, and why was not noted.',
  action: 'You: look at its attempts, then press Send again.',
  actor: 'manager',
};

/** The words for a cause; with whom it is about where they are known. */
export function causeView(code: string | null, detail: string | null, subject?: CauseSubject): CauseView {
  const known: Readonly<Record<string, CauseWords>> = DELIVERY_CAUSES;
  const words = (code === null ? undefined : known[code]) ?? NOT_NOTED;
  return { code, ...words, reason: sentence(code, words.reason, detail, subject), detail };
}

function sentence(
  code: string | null,
  reason: string,
  detail: string | null,
  subject: CauseSubject | undefined,
): string {
  if (code === 'PUSH.REJECTED' && detail) return `Oracle rejected the data: ${ended(detail)}`;
  if (code === 'HISTORY.REFUSED' && detail) return `Oracle refused it in a history file: ${ended(detail)}`;
  if (code === 'PUSH.UNKNOWN_TO_ORACLE' && subject)
    return subject.staffNumber === null
      ? `Oracle does not know this course, or ${subject.user}, who has no staff number in Totara.`
      : `Oracle does not know employee ${subject.staffNumber} (${subject.user}), or this course.`;
  if (code === 'MAPPING.PERSON_NUMBER_MISSING' && subject)
    return `${subject.user} has no staff number in Totara, so Oracle could not tell who it is.`;
  if (code === 'MAPPING.PERSON_NOT_LINKED' && subject)
    return `${subject.user} is not linked to a person number in Oracle.`;
  if (code === 'MAPPING.EXPRESSION_FAILED' && detail) return `The expression failed: ${ended(detail)}`;
  return reason;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
