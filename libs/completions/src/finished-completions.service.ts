import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { isErasedSql } from './erasure/is-erased-sql';
import type { StoredCompletion } from './stored-completions.service';

/** Where a walk stands: the completion that was looked at last, by the moment it was completed. */
export interface LedgerPosition {
  /** ISO 8601; `null` before the first that has a date. */
  readonly at: string | null;
  readonly id: string;
  /** Those without a date come last. */
  readonly isUndated: boolean;
}

/** Which finished completions are meant. Those of people who were erased never are. */
export interface FinishedSelection {
  readonly siteId: string;
  /** Only what Oracle has in no revision. */
  readonly isNeverSent: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly courseIds: readonly number[] | null;
  readonly statuses: readonly string[];
}

export interface FinishedPage {
  readonly completions: StoredCompletion[];
  /** Where the walk stands after it. */
  readonly position: LedgerPosition;
  readonly isEnd: boolean;
}

interface LookedAt extends StoredCompletion {
  readonly at: string | null;
  readonly isMeant: boolean;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The finished completions of the ledger in the order in which they were completed: each is met once. */
@Injectable()
export class FinishedCompletions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The next completions, out of so many that are looked at: a page costs the same however few of them are meant.
   *
   * @param position where the walk stands; `null` at its beginning
   */
  async walk(
    position: LedgerPosition | null,
    limit: number,
    selection: FinishedSelection,
  ): Promise<FinishedPage> {
    const isUndated = position?.isUndated ?? false;
    const looked = isUndated
      ? await this.undated(position!.id, limit, selection)
      : await this.dated(position, limit, selection);
    const last = looked.at(-1);
    const at = last?.at ?? position?.at ?? null;
    const completions = looked
      .filter(({ isMeant }) => isMeant)
      .map(({ id, revision, publicJson }) => ({ id, revision, publicJson }));
    if (looked.length === limit)
      return { completions, position: { at, id: last!.id, isUndated }, isEnd: false };
    // What has no date lies between no two dates.
    const isEnd = isUndated || selection.from !== null || selection.to !== null;
    return { completions, position: { at, id: FIRST_ID, isUndated: true }, isEnd };
  }

  private dated(
    position: LedgerPosition | null,
    limit: number,
    selection: FinishedSelection,
  ): Promise<LookedAt[]> {
    const { from, to } = selection;
    return selectRows(this.dataSource, DATED, [
      ...parametersOf(position?.id ?? FIRST_ID, limit, selection),
      position?.at ?? from ?? '-infinity',
      to ?? 'infinity',
    ]);
  }

  private undated(afterId: string, limit: number, selection: FinishedSelection): Promise<LookedAt[]> {
    return selectRows(this.dataSource, UNDATED, parametersOf(afterId, limit, selection));
  }
}

function parametersOf(
  afterId: string,
  limit: number,
  { courseIds, statuses, isNeverSent, siteId }: FinishedSelection,
): unknown[] {
  return [afterId, limit, courseIds, statuses, isNeverSent, siteId];
}

const IS_MEANT = `site_id = $6 AND status = ANY($4)
  AND ($3::bigint[] IS NULL OR course_id = ANY($3))
  AND NOT ($5::boolean AND (
    EXISTS (SELECT 1 FROM queue_items item
             WHERE item.record_id = record.id AND (item.status = 'sent' OR item.sent_at IS NOT NULL))
    OR EXISTS (SELECT 1 FROM delivery_receipts receipt WHERE receipt.record_id = record.id)))
  AND NOT ${isErasedSql()}`;

const DATED = pageSql('(completed_at, id) > ($7::timestamptz, $1::uuid) AND completed_at < $8::timestamptz');
const UNDATED = pageSql('completed_at IS NULL AND id > $1::uuid');

/** What is meant is decided of the rows of the page only, as the walk through stored completions does. */
function pageSql(where: string): string {
  return `SELECT id, revision, "isMeant",
            to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
            CASE WHEN "isMeant" THEN public_json::text ELSE '' END AS "publicJson"
       FROM (SELECT record.*, ${IS_MEANT} AS "isMeant"
               FROM (SELECT id, site_id, user_id, course_id, status, revision, completed_at, public_json
                       FROM completion_records
                      WHERE status IN ('complete', 'completeviarpl') AND ${where}
                      ORDER BY completed_at, id LIMIT $2) record OFFSET 0) looked
      ORDER BY completed_at, id`;
}
