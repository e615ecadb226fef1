import { insertRows, tableName, updateRows } from '../schema/bulk-rows';
import { statusOf } from './completion-status';
import { describeCompletion } from './log-description';
import { writeLog, type SiteSession } from './site-session';

/** A row of `course_completions`; times in epoch seconds. */
export interface CurrentCompletion {
  /** Null until it is saved. Not a stable name of a completion: an archived one comes back under another id. */
  id: number | null;
  userid: number;
  course: number;
  organisationid: number | null;
  positionid: number | null;
  timeenrolled: number;
  timestarted: number;
  timecompleted: number | null;
  reaggregate: number;
  rpl: string | null;
  rplgrade: number | null;
  status: number;
}

/** What is written into the log about a save, and by whom. */
export interface SaveNote {
  /** `learner` when each learner's own work caused the save. */
  changeUserId: number | 'learner';
  sentence(kind: 'Created' | 'Updated'): string;
}

/** The note of Totara's ordinary way of saving a completion. */
export function savedBy(changeUserId: SaveNote['changeUserId']): SaveNote {
  return { changeUserId, sentence: (kind) => `${kind} current completion in completion_completion->_save` };
}

/** A note with one sentence of its own. */
export function noted(changeUserId: number, sentence: string): SaveNote {
  return { changeUserId, sentence: () => sentence };
}

/** The learners' rows in a course, locked until the transaction ends. Learners without a row are not in the map. */
export async function lockCompletions(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<Map<number, CurrentCompletion>> {
  const { rows } = await session.db.query<Record<string, string | number | null>>(
    `SELECT * FROM ${tableName(session, 'course_completions')}
      WHERE course = $1 AND userid = ANY($2) ORDER BY userid FOR UPDATE`,
    [courseId, userIds],
  );
  return new Map(rows.map((row) => [Number(row['userid']), fromRow(row)]));
}

/** A row that does not exist yet. */
export function newCompletion(courseId: number, userId: number, timeenrolled: number): CurrentCompletion {
  return {
    id: null,
    userid: userId,
    course: courseId,
    organisationid: null,
    positionid: null,
    timeenrolled,
    timestarted: 0,
    timecompleted: null,
    reaggregate: 0,
    rpl: null,
    rplgrade: null,
    status: 0,
  };
}

/** Writes the rows, each with its status worked out anew, and one log entry for each. */
export async function saveCompletions(
  session: SiteSession,
  completions: readonly CurrentCompletion[],
  note: SaveNote,
): Promise<CurrentCompletion[]> {
  const saved = completions.map((completion) => ({ ...completion, status: statusOf(completion) }));
  const created = saved.filter(({ id }) => id === null);
  await updateRows(
    session,
    'course_completions',
    saved.filter(({ id }) => id !== null),
  );
  const ids = await insertRows(
    session,
    'course_completions',
    created.map((completion) => ({ ...completion, id: undefined })),
  );
  await writeLog(
    session,
    saved.map((completion) => ({
      courseId: completion.course,
      userId: completion.userid,
      changeUserId: note.changeUserId === 'learner' ? completion.userid : note.changeUserId,
      description: describeCompletion(
        note.sentence(completion.id === null ? 'Created' : 'Updated'),
        completion,
      ),
    })),
  );
  created.forEach((completion, index) => (completion.id = ids[index] ?? null));
  return saved;
}

/** Writes a row without a trace: Totara does so where the next step saves and logs it anyway. */
export async function updateSilently(session: SiteSession, completion: CurrentCompletion): Promise<void> {
  await updateRows(session, 'course_completions', [{ ...completion, status: statusOf(completion) }]);
}

function fromRow(row: Record<string, string | number | null>): CurrentCompletion {
  return {
    id: Number(row['id']),
    userid: Number(row['userid']),
    course: Number(row['course']),
    organisationid: toNumber(row['organisationid']),
    positionid: toNumber(row['positionid']),
    timeenrolled: Number(row['timeenrolled']),
    timestarted: Number(row['timestarted']),
    timecompleted: toNumber(row['timecompleted']),
    reaggregate: Number(row['reaggregate']),
    rpl: typeof row['rpl'] === 'string' ? row['rpl'] : null,
    rplgrade: toNumber(row['rplgrade']),
    status: Number(row['status'] ?? 0),
  };
}

/** `pg` answers bigint and numeric as text; Moodle lacks some of the columns. */
function toNumber(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
