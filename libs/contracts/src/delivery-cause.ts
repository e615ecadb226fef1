/** Who must act before something goes on. */
export const CAUSE_ACTORS = ['nobody', 'manager', 'hr', 'oracle_administrator', 'it', 'operator'] as const;
export type CauseActor = (typeof CAUSE_ACTORS)[number];

/** What a manager reads about a delivery that did not succeed. */
export interface CauseWords {
  /** One sentence. */
  readonly reason: string;
  /** Who must act, and how. */
  readonly action: string;
  readonly actor: CauseActor;
}

/** The causes of single deliveries, by their code. Trouble with Oracle as a whole is a hold, with words of its own. */
export const DELIVERY_CAUSES = {
  'PUSH.TEMPORARY': {
    reason: 'Oracle could not take it just now.',
    action: 'Nobody. It is tried again by itself.',
    actor: 'nobody',
  },
  'PUSH.NO_ANSWER': {
    reason: 'Oracle did not answer in time; it may have recorded it.',
    action: 'Nobody. We ask again under the same number, so nothing is doubled.',
    actor: 'nobody',
  },
  'PUSH.UNANSWERED': {
    reason: 'Oracle answered, but said nothing about this completion.',
    action: 'Nobody. We ask again under the same number, so nothing is doubled.',
    actor: 'nobody',
  },
  'PUSH.REJECTED': {
    reason: 'Oracle rejected the data.',
    action: 'Oracle administrator, with the technical details. Then press Send again.',
    actor: 'oracle_administrator',
  },
  'PUSH.TOO_LARGE': {
    reason: 'Oracle says that this completion is too large.',
    action: 'Oracle administrator: allow larger requests. Then press Send again.',
    actor: 'oracle_administrator',
  },
  'PUSH.FORBIDDEN_ITEM': {
    reason: 'Oracle takes other completions, but does not allow us to write this one.',
    action:
      'Oracle administrator: let the data security of the client include this person. Then press Send again.',
    actor: 'oracle_administrator',
  },
  'PUSH.UNKNOWN_TO_ORACLE': {
    reason: 'Oracle does not know this person or this course.',
    action: 'HR: create what is missing in Oracle, or correct the number in Totara. Then press Send again.',
    actor: 'hr',
  },
  'PUSH.RECORD_MISSING': {
    reason: 'The ledger no longer holds this revision.',
    action: 'Operator: was a backup restored in part? A backfill sends the present revision.',
    actor: 'operator',
  },
  'MAPPING.PERSON_NUMBER_MISSING': {
    reason: 'This person has no staff number in Totara, so Oracle could not tell who it is.',
    action: 'HR or the learning team: fill it in in Totara; it is sent by itself afterwards.',
    actor: 'hr',
  },
  'MAPPING.PERSON_NOT_LINKED': {
    reason: 'This person is not linked to a person number in Oracle.',
    action: 'You: Mapping → People. It is sent by itself afterwards.',
    actor: 'manager',
  },
  'MAPPING.COURSE_NUMBER_MISSING': {
    reason: 'This course has no number in Totara, so Oracle could not tell which it is.',
    action: 'The learning team: fill it in in Totara, or choose another identifier in Settings → Mapping.',
    actor: 'manager',
  },
  'MAPPING.COURSE_NOT_LINKED': {
    reason: 'This course is not linked to a learning item in Oracle.',
    action: 'You: Mapping → Courses. It is sent by itself afterwards.',
    actor: 'manager',
  },
  'MAPPING.EXPRESSION_FAILED': {
    reason: 'The expression in Settings → Mapping could not be worked out for this completion.',
    action: 'You: correct the expression. It is sent by itself afterwards.',
    actor: 'manager',
  },
  'MAPPING.TOO_LONG': {
    reason: 'The number of the person or of the course is longer than Oracle takes.',
    action: 'HR or the learning team: correct the number, or raise the limit in Settings → Mapping.',
    actor: 'hr',
  },
  'MAPPING.IN_THE_FUTURE': {
    reason: 'The completion lies in the future, which Oracle does not take.',
    action: 'The learning team: correct the date in Totara; it is sent by itself afterwards.',
    actor: 'hr',
  },
  'HISTORY.REFUSED': {
    reason: 'Oracle refused it when it loaded a history file.',
    action:
      'HR or the Oracle administrator: correct what Oracle names. Then upload a new file, or press Send again to have Push send it.',
    actor: 'hr',
  },
  'QUEUE.REVOKED_AFTER_SENT': {
    reason: 'Totara withdrew this completion after it was sent.',
    action: 'You: decide whether Oracle must be corrected.',
    actor: 'manager',
  },
} as const satisfies Record<string, CauseWords>;

export type DeliveryCause = keyof typeof DELIVERY_CAUSES;
