import type { CompletionView } from '@oracle-integration/contracts';
import { actualScoreOf } from '../profile/fusion/record-payload';
import { dayInZone } from './day-in-zone';
import { hdlLine, hdlValues } from './hdl-line';
import type { HistoryRules } from './history-rules';
import type { HistoryReason } from './left-out';
import { recordNumbers, type RecordNumbers } from './record-numbers';

const OBJECT = 'LearningRecord';
/** The file within the archive; HCM Data Loader knows the object by its name. */
export const DAT_FILE = `${OBJECT}.dat`;

/** The attributes that are written, in this order. */
const ATTRIBUTES = [
  'SourceSystemOwner',
  'SourceSystemId',
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
  'LearningRecordCompletionDate',
  'LearningRecordValidFromDate',
  'LearningRecordTotalActualEffort',
  'LearningRecordTotalActualEffortUOM',
  'LearningRecordReasonCode',
  'LearningRecordComments',
  'ActualScore',
] as const;
type Attribute = (typeof ATTRIBUTES)[number];
const ID_PLACE = ATTRIBUTES.indexOf('SourceSystemId');
const NUMBER_PLACE = ATTRIBUTES.indexOf('LearningRecordNumber');

const COMPLETED = 'ORA_ASSN_REC_COMPLETE';
const HOURS = 'ORA_DUR_HOUR';
/** Oracle's end of time. */
const FOR_EVER = '4712/12/31';
const SECONDS_OF_HOUR = 3_600;

/** A completion with what Oracle knows its person and course by. */
export interface KnownCompletion {
  readonly siteId: string;
  readonly view: CompletionView;
  readonly personKey: string;
  readonly courseKey: string;
}

/** A line of the file, or why there is none. */
export type HistoryLine = { readonly line: string } | { readonly leftOut: HistoryReason };

/** The first line of the file: which attributes the others hold. */
export function metadataLine(): string {
  return hdlLine('METADATA', OBJECT, ATTRIBUTES);
}

/** What a written line calls its record: by these Oracle speaks of it. */
export function namesIn(line: string): Pick<RecordNumbers, 'sourceSystemId' | 'learningRecordNumber'> {
  // Behind the instruction and the object.
  const values = hdlValues(line, NUMBER_PLACE + 3).slice(2);
  return { sourceSystemId: values[ID_PLACE] ?? '', learningRecordNumber: values[NUMBER_PLACE] ?? '' };
}

/** Writes a completion as a learning record, unless Oracle would refuse it. Pure: `now` says what day it is. */
export function learningRecordLine(
  { siteId, view, personKey, courseKey }: KnownCompletion,
  rules: HistoryRules,
  now: Date,
): HistoryLine {
  if (view.timecompleted === null) return { leftOut: 'HISTORY.NO_COMPLETION_DATE' };
  const day = (moment: Date | string) => dayInZone(rules.timeZone, new Date(moment));
  const completedAt = new Date(view.timecompleted);
  const startedAt = new Date(view.timestarted ?? view.timeenrolled ?? view.timecompleted);
  const [started, completed] = [day(startedAt), day(completedAt)];
  // Days of this form are in the order of their letters.
  if (completed >= day(now)) return { leftOut: 'HISTORY.NOT_BEFORE_TODAY' };
  if (started > completed) return { leftOut: 'HISTORY.STARTS_AFTER_COMPLETION' };
  const { sourceSystemId, learningRecordNumber, assignmentNumber } = recordNumbers({
    siteId,
    userId: view.userId,
    courseId: view.courseId,
    completedAt,
  });
  const score = actualScoreOf(view, rules);
  const effort = rules.withEffort && view.timestarted !== null ? hoursBetween(startedAt, completedAt) : null;
  const values: Record<Attribute, string> = {
    SourceSystemOwner: rules.sourceSystemOwner,
    SourceSystemId: sourceSystemId,
    LearningRecordEffectiveStartDate: started,
    LearningRecordEffectiveEndDate: FOR_EVER,
    LearningRecordNumber: learningRecordNumber,
    AssignmentNumber: assignmentNumber,
    LearningItemType: rules.itemType,
    LearningItemNumber: courseKey,
    AssignmentType: rules.assignmentType,
    AssignmentSubType: rules.assignmentSubType,
    AssignedByPersonNumber: rules.assignedBy,
    AssignmentAttributionType: rules.attributionType,
    AssignmentAttributionNumber: rules.attributionNumber,
    AssignmentAttributionCode: rules.attributionCode,
    LearnerNumber: personKey,
    LearningRecordStatus: COMPLETED,
    LearningRecordStartDate: started,
    LearningRecordCompletionDate: completed,
    LearningRecordValidFromDate: rules.assignmentType === 'ORA_REQUIRE_ASSIGNMENT' ? completed : '',
    LearningRecordTotalActualEffort: effort ?? '',
    LearningRecordTotalActualEffortUOM: effort === null ? '' : HOURS,
    LearningRecordReasonCode: rules.reasonCode,
    LearningRecordComments: rules.comments,
    ActualScore: score === null ? '' : String(score),
  };
  return {
    line: hdlLine(
      'MERGE',
      OBJECT,
      ATTRIBUTES.map((name) => values[name]),
    ),
  };
}

/** `null`: there is nothing to tell of. */
function hoursBetween(from: Date, to: Date): string | null {
  const hours = (to.getTime() - from.getTime()) / 1000 / SECONDS_OF_HOUR;
  return hours > 0 ? String(Math.round(hours * 100) / 100) : null;
}
