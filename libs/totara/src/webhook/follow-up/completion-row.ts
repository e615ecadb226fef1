import type { CompletionObservation } from '@oracle-integration/completions';
import type { GradeView } from '@oracle-integration/contracts';
import { timeFrom } from '../../reader/totara-rows';
import { idFrom, type JsonObject, numberFrom, textFrom } from '../message/json-values';

/** Totara's status of prior learning; 50 is complete, 25 in progress, 10 not yet started. */
const STATUS_COMPLETE_VIA_RPL = 75;

/** What a row of the completion table says that came in a message: the same as the reader would make of it. */
export function observationOfRow(row: JsonObject): CompletionObservation {
  return {
    source: 'event',
    sourceRowId: idFrom(row['id']) ?? 0,
    fingerprint: null,
    status: statusOf(row),
    progress: null,
    enrolledAt: timeFrom(numberFrom(row['timeenrolled'])),
    startedAt: timeFrom(numberFrom(row['timestarted'])),
    completedAt: completedAtOf(row),
    rpl: textFrom(row['rpl']),
    grade: gradeOf(row),
  };
}

export function completedAtOf(row: JsonObject): Date | null {
  return timeFrom(numberFrom(row['timecompleted']));
}

/** The status follows the times; the column only tells prior learning apart, because old rows and Moodle lack it. */
function statusOf(row: JsonObject): CompletionObservation['status'] {
  if (completedAtOf(row)) {
    const isPriorLearning =
      numberFrom(row['status']) === STATUS_COMPLETE_VIA_RPL || textFrom(row['rpl']) !== null;
    return isPriorLearning ? 'completeviarpl' : 'complete';
  }
  return timeFrom(numberFrom(row['timestarted'])) ? 'inprogress' : 'notyetstarted';
}

/** The row holds a grade only for prior learning, in percent; that of the course is in another table. */
function gradeOf(row: JsonObject): GradeView | null {
  const percent = numberFrom(row['rplgrade']);
  return percent === null ? null : { value: percent, max: 100, percent: Math.round(percent * 100) / 100 };
}
