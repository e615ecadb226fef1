import { type CompletionView, courseTitle, personName } from '@oracle-integration/contracts';
import { csvLine } from '@oracle-integration/platform';
import type { Mapped } from '../mapping/completion-mapper';
import type { FileRules, ReasonCount } from './history-file.entity';
import { learningRecordLine } from './learning-record';
import { type LeftOut, reasonWords } from './left-out';

/** A completion of the ledger, with what the mapping says of it. */
export interface MappedForFile {
  readonly view: CompletionView;
  readonly revision: number;
  readonly mapped: Mapped | { readonly parked: LeftOut };
}

/** What becomes of some completions. */
export interface WrittenPage {
  /** MERGE lines. */
  readonly content: string;
  /** The completion and the revision of each line. */
  readonly recordIds: readonly string[];
  readonly revisions: readonly number[];
  /** Lines of CSV of those that are left out. */
  readonly report: string;
  readonly reasons: readonly ReasonCount[];
  readonly leftOut: number;
  /** Those in the report. */
  readonly peopleLeftOut: readonly number[];
  readonly peopleWritten: readonly number[];
}

/** The first line of a report. */
export const REPORT_HEADER = csvLine([
  'completion',
  'person id',
  'person',
  'person number',
  'course id',
  'course',
  'completed',
  'code',
  'reason',
  'detail',
]);

/** Writes completions as lines, and those that cannot be written as rows of the report. Pure. */
export function writePage(
  completions: readonly MappedForFile[],
  rules: Pick<FileRules, 'siteId' | 'record'>,
  now: Date,
): WrittenPage {
  const lines: string[] = [];
  const rows: string[] = [];
  const [recordIds, revisions]: [string[], number[]] = [[], []];
  const [written, leftOut] = [new Set<number>(), new Set<number>()];
  const counts = new Map<string, number>();
  for (const { view, revision, mapped } of completions) {
    const result = lineOf(view, mapped, rules, now);
    if (typeof result === 'string') {
      lines.push(result);
      recordIds.push(view.id);
      revisions.push(revision);
      written.add(view.userId);
    } else {
      rows.push(reportRow(view, result));
      counts.set(result.code, (counts.get(result.code) ?? 0) + 1);
      leftOut.add(view.userId);
    }
  }
  return {
    content: lines.join(''),
    recordIds,
    revisions,
    report: rows.join(''),
    reasons: [...counts].map(([code, count]) => ({ code, count })),
    leftOut: rows.length,
    peopleLeftOut: [...leftOut],
    peopleWritten: [...written],
  };
}

function lineOf(
  view: CompletionView,
  mapped: MappedForFile['mapped'],
  { siteId, record }: Pick<FileRules, 'siteId' | 'record'>,
  now: Date,
): string | LeftOut {
  if ('parked' in mapped) return mapped.parked;
  const { personKey, courseKey } = mapped;
  if (personKey === null) return { code: 'MAPPING.PERSON_NUMBER_MISSING', detail: null };
  if (courseKey === null) return { code: 'MAPPING.COURSE_NUMBER_MISSING', detail: null };
  const result = learningRecordLine({ siteId, view, personKey, courseKey }, record, now);
  return 'line' in result ? result.line : { code: result.leftOut, detail: null };
}

function reportRow({ id, user, course, timecompleted }: CompletionView, leftOut: LeftOut): string {
  return csvLine([
    id,
    user.id,
    personName(user),
    user.idnumber,
    course.id,
    courseTitle(course),
    timecompleted,
    leftOut.code,
    reasonWords(leftOut),
    leftOut.detail,
  ]);
}
