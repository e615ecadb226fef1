import { Injectable } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import {
  courseTitle,
  type ReconciliationRowsView,
  type ReconciliationRowView,
  personName,
} from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import { pairsOf } from '../capture/learner-courses';
import type { TotaraReader } from '../reader/totara-reader';

/** Learners of a course that one look takes in. */
const LOOK = 500;
const LOOKED_AT_MAX = 5_000;

const CURSOR = /^(\d{1,15})_(\d{1,15})$/;
const DAY_MS = 86_400_000;

export interface UnexplainedQuestion {
  readonly siteId: string;
  /** Courses whose figures do not add up, in the order of their ids. */
  readonly courseIds: readonly number[];
  /** Its beginning; `null` for all days. */
  readonly day: Date | null;
}

/** Completions that Totara shows now and that the ledger does not have: looked up in Totara, course by course. */
@Injectable()
export class UnexplainedRowsService {
  constructor(private readonly ledger: LedgerService) {}

  /** @throws RequestInvalidError for a cursor that is not one of ours */
  async page(
    reader: TotaraReader,
    question: UnexplainedQuestion,
    cursor: string | undefined,
    limit: number,
  ): Promise<ReconciliationRowsView> {
    const place = cursor === undefined ? { courseId: 0, afterId: 0 } : decoded(cursor);
    const items: ReconciliationRowView[] = [];
    let lookedAt = 0;
    for (const courseId of question.courseIds.filter((id) => id >= place.courseId)) {
      let afterId = courseId === place.courseId ? place.afterId : 0;
      for (let isMore = true; isMore;) {
        if (items.length >= limit || lookedAt >= LOOKED_AT_MAX)
          return { items, nextCursor: `${courseId}_${afterId}` };
        const keys = await reader.courseKeys(courseId, afterId, LOOK);
        const pictures = await reader.observe(pairsOf(keys));
        const unknown = await this.ledger.differing(question.siteId, pictures);
        items.push(...unknown.flatMap((picture) => rowViews(picture, question.day)));
        afterId = keys.at(-1)?.id ?? afterId;
        lookedAt += LOOK;
        isMore = keys.length === LOOK;
      }
    }
    return { items, nextCursor: null };
  }
}

type Picture = Awaited<ReturnType<LedgerService['differing']>>[number];

function rowViews(picture: Picture, day: Date | null): ReconciliationRowView[] {
  const { userId, courseId, user, course } = picture;
  const shown = [...(picture.current ? [picture.current] : []), ...picture.history];
  return shown
    .filter(({ completedAt }) => completedAt !== null && isOn(day, completedAt))
    .map((row) => ({
      recordId: null,
      source: { kind: row.source, rowId: row.sourceRowId || null },
      userId,
      user: personName({ firstname: null, lastname: null, username: null, ...user, id: userId }),
      courseId,
      course: courseTitle({ fullname: null, shortname: null, ...course, id: courseId }),
      status: row.status,
      timecompleted: row.completedAt?.toISOString() ?? null,
      reason: 'Totara shows this completion otherwise than the ledger has it. A comparison takes it in.',
    }));
}

function isOn(day: Date | null, at: Date): boolean {
  return day === null || (at >= day && at.getTime() < day.getTime() + DAY_MS);
}

function decoded(cursor: string): { courseId: number; afterId: number } {
  const [, courseId, afterId] = CURSOR.exec(cursor) ?? [];
  if (courseId === undefined || afterId === undefined) {
    const message =
      'cursor is not one that this list gave out; pass nextCursor on unchanged, with the same filters';
    throw new RequestInvalidError([{ field: 'cursor', message }]);
  }
  return { courseId: Number(courseId), afterId: Number(afterId) };
}
