import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { DeliveryPolicies } from '../delivery-policies';
import { isKeptBackSql } from '../delivery-policy';
import { isErasedSql } from '../erasure/is-erased-sql';
import type { RecordSource } from '../observation';
import type { LookedRecord, StandingQuestion } from './standing-rows';

const LOOKED = `record.id, record.site_id AS "siteId", record.course_id::float8 AS "courseId",
  record.completed_at AS "completedAt", record.status IN ('complete', 'completeviarpl') AS "isCompleted"`;

export interface StoredStanding {
  readonly id: string;
  readonly source: RecordSource;
  readonly rowId: string;
  readonly isErased: boolean;
  readonly publicJson: string;
}

/** Every query that walks the ledger for the rows behind a figure; each on an index, a bounded portion at a time. */
@Injectable()
export class StandingRowsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: DeliveryPolicies,
  ) {}

  /** The next records of a course, or of a day, or of all, after a place in that order. */
  walk(question: StandingQuestion, after: string | undefined, limit: number): Promise<LookedRecord[]> {
    if (question.kind === 'duplicates') return this.duplicates(question, after, limit);
    if (question.kind === 'imported') return this.untold(question, after, limit);
    if (question.courseId !== null) return this.ofCourse(question.courseId, after, limit);
    return question.day === null ? this.all(after, limit) : this.ofDay(question.day, after, limit);
  }

  /** The given records as they are looked at, whatever the order. */
  named(recordIds: readonly string[]): Promise<LookedRecord[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, record.id::text AS key FROM completion_records record WHERE id = ANY($1::uuid[])`,
      [recordIds],
    );
  }

  /** Those of the given records that are kept back now. */
  async keptBack(recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT id FROM completion_records record WHERE id = ANY($1::uuid[]) AND ${isKeptBackSql('$2')}`,
      [recordIds, JSON.stringify(this.policies.current())],
    );
    return new Set(rows.map(({ id }) => id));
  }

  stored(recordIds: readonly string[]): Promise<StoredStanding[]> {
    return selectRows(
      this.dataSource,
      `SELECT id, source_table AS source, source_row_id AS "rowId", public_json::text AS "publicJson",
              ${isErasedSql()} AS "isErased"
         FROM completion_records record WHERE id = ANY($1::uuid[])`,
      [recordIds],
    );
  }

  private ofCourse(courseId: number, after: string | undefined, limit: number): Promise<LookedRecord[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, change_seq AS key FROM completion_records record
        WHERE course_id = $1 AND change_seq > $2 ORDER BY change_seq LIMIT $3`,
      [courseId, after ?? '0', limit],
    );
  }

  private all(after: string | undefined, limit: number): Promise<LookedRecord[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, change_seq AS key FROM completion_records record
        WHERE change_seq > $1 ORDER BY change_seq LIMIT $2`,
      [after ?? '0', limit],
    );
  }

  private ofDay(day: Date, after: string | undefined, limit: number): Promise<LookedRecord[]> {
    const [micros, id] = after?.split('_') ?? [String(day.getTime() * 1000), NIL];
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, (extract(epoch FROM completed_at) * 1000000)::bigint || '_' || id AS key
         FROM completion_records record
        WHERE status IN ('complete', 'completeviarpl') AND completed_at < $3::timestamptz + interval '1 day'
          AND (completed_at, id) > (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid)
        ORDER BY completed_at, id LIMIT $4`,
      [micros, id, day, limit],
    );
  }

  private untold(
    { siteId }: StandingQuestion,
    after: string | undefined,
    limit: number,
  ): Promise<LookedRecord[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, record.id::text AS key FROM completion_records record
        WHERE source_table IN ('event', 'import') AND site_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
      [siteId, after ?? NIL, limit],
    );
  }

  private duplicates(
    { siteId }: StandingQuestion,
    after: string | undefined,
    limit: number,
  ): Promise<LookedRecord[]> {
    const [table, rowId] = after?.split('_') ?? ['', '0'];
    return selectRows(
      this.dataSource,
      `SELECT ${LOOKED}, twice.source_table || '_' || twice.row_id AS key
         FROM (SELECT * FROM source_rows
                WHERE skipped = 'duplicate' AND site_id = $1 AND (source_table, row_id) > ($2, $3::bigint)
                ORDER BY source_table, row_id LIMIT $4) AS twice
         JOIN completion_records record ON record.id = twice.record_id
        ORDER BY twice.source_table, twice.row_id`,
      [siteId, table, rowId, limit],
    );
  }
}

/** Before the first record, in the order of their ids. */
const NIL = '00000000-0000-0000-0000-000000000000';
