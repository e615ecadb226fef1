/** One learning record of a file, by the names of its attributes. */
export type LoadedAttributes = Readonly<Record<string, string>>;

/** Every attribute that the object has; a METADATA line may name no other. */
const KNOWN: readonly string[] = [
  'SourceSystemOwner',
  'SourceSystemId',
  'LearningRecordId',
  'LearningRecordEffectiveStartDate',
  'LearningRecordEffectiveEndDate',
  'LearningRecordNumber',
  'AssignmentNumber',
  'LearningItemType',
  'LearningItemNumber',
  'AssignmentType',
  'AssignmentSubType',
  'AssignedByPersonNumber',
  'AssignmentAttributionType',
  'AssignmentAttributionNumber',
  'AssignmentAttributionCode',
  'LearnerNumber',
  'LearningRecordStatus',
  'LearningRecordStartDate',
  'LearningRecordDueDate',
  'LearningRecordWithdrawnDate',
  'LearningRecordDeletedDate',
  'LearningRecordCompletionDate',
  'LearningRecordValidFromDate',
  'LearningRecordExpiryDate',
  'LearningRecordTotalActualEffort',
  'LearningRecordTotalActualEffortUOM',
  'LearningRecordReasonCode',
  'LearningRecordComments',
  'ActualScore',
  'LearningRecordPurgeFlag',
];

const NOT_NULL: readonly string[] = [
  'AssignmentNumber',
  'LearningRecordNumber',
  'LearningRecordEffectiveStartDate',
  'LearningItemType',
  'LearningItemNumber',
  'AssignmentType',
  'AssignmentSubType',
  'AssignedByPersonNumber',
  'AssignmentAttributionType',
  'AssignmentAttributionNumber',
  'AssignmentAttributionCode',
  'LearnerNumber',
  'LearningRecordStatus',
  'LearningRecordStartDate',
];

const VALUES: readonly (readonly [attribute: string, allowed: readonly string[]])[] = [
  ['AssignmentType', ['ORA_REQUIRE_ASSIGNMENT', 'ORA_JOIN_ASSIGNMENT', 'ORA_RECOMMEND_ASSIGNMENT']],
  ['AssignmentSubType', ['ORA_EVT_SUBT_ADMIN', 'ORA_EVT_SUBT_SELF']],
  ['AssignmentAttributionType', ['ORA_SPECIALIST', 'ORA_PERSON']],
  ['LearningRecordTotalActualEffortUOM', ['ORA_DUR_HOUR']],
];

const NUMBERS = ['AssignmentNumber', 'LearningRecordNumber', 'LearningItemNumber', 'LearnerNumber'];
const ENDED = ['ORA_ASSN_REC_WITHDRAWN', 'ORA_ASSN_REC_DELETED'];

/** What is wrong with the attributes that a METADATA line names. */
export function troubleOfMetadata(attributes: readonly string[]): string | undefined {
  const unknown = attributes.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return `The attribute ${unknown} isn't valid for LearningRecord.`;
  if (new Set(attributes).size < attributes.length) return 'An attribute is named twice.';
  const missing = NOT_NULL.find((name) => !attributes.includes(name));
  return missing === undefined ? undefined : `The METADATA line must name ${missing}.`;
}

/**
 * Why Oracle would refuse a record, if it would.
 *
 * @param today `yyyy/MM/dd`; days of this form are in the order of their letters
 */
export function troubleOfRecord(record: LoadedAttributes, today: string): string | undefined {
  const of = (name: string): string => record[name] ?? '';
  const empty = NOT_NULL.find((name) => of(name) === '');
  if (empty !== undefined) return `You must provide a value for ${empty}.`;
  for (const [name, allowed] of VALUES) {
    if (of(name) !== '' && !allowed.includes(of(name)))
      return `The value ${of(name)} of ${name} isn't valid.`;
  }
  for (const [name, value] of Object.entries(record)) {
    if (name.endsWith('Date') && value !== '' && !isDay(value)) return `${name} must be a date (yyyy/MM/dd).`;
  }
  const long = NUMBERS.find((name) => of(name).length > 30);
  if (long !== undefined) return `${long} has more than 30 characters.`;
  if (of('LearningRecordComments').length > 4000)
    return 'LearningRecordComments has more than 4000 characters.';
  if (of('LearningRecordNumber').startsWith('OLC')) return "LearningRecordNumber can't start with OLC.";
  return troubleOfDates(of) ?? troubleOfCompletion(of, today);
}

function troubleOfDates(of: (name: string) => string): string | undefined {
  const [start, end] = [of('LearningRecordEffectiveStartDate'), of('LearningRecordEffectiveEndDate')];
  if (start === end) return 'The effective start date and end date must differ.';
  if (end !== '' && end < start) return 'The effective end date is before the start date.';
  if (of('LearningRecordStartDate') < start)
    return 'LearningRecordStartDate is before the effective start date.';
  return undefined;
}

function troubleOfCompletion(of: (name: string) => string, today: string): string | undefined {
  const isRequired = of('AssignmentType') === 'ORA_REQUIRE_ASSIGNMENT';
  const isSpecialist = of('AssignmentAttributionType') === 'ORA_SPECIALIST';
  if (isRequired && !isSpecialist) return 'A required assignment must be attributed to ORA_SPECIALIST.';
  const status = of('LearningRecordStatus');
  const isComplete = status === 'ORA_ASSN_REC_COMPLETE';
  const hasReason = of('LearningRecordReasonCode') !== '' && of('LearningRecordComments') !== '';
  if ((ENDED.includes(status) || (isComplete && isSpecialist)) && !hasReason) {
    return 'You must provide LearningRecordReasonCode and LearningRecordComments.';
  }
  if (!isComplete) return undefined;
  const completed = of('LearningRecordCompletionDate');
  if (completed === '') return 'You must provide LearningRecordCompletionDate for a completed record.';
  if (completed >= today) return 'LearningRecordCompletionDate must be before today.';
  if (completed < of('LearningRecordStartDate'))
    return 'LearningRecordCompletionDate is before the start date.';
  if (isRequired && of('LearningRecordValidFromDate') === '') {
    return 'You must provide LearningRecordValidFromDate for a completed required assignment.';
  }
  return undefined;
}

function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})\/(\d\d)\/(\d\d)$/.exec(value) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
