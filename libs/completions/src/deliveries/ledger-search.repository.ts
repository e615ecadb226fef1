import { Injectable } from '@nestjs/common';
import type { RecordChangeKind } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { SiteMember } from '../directory/directory.repository';
import type { RecordKey } from './ledger-scope';

const KEYS = `record.id, record.site_id AS "siteId", record.user_id::float8 AS "userId", record.course_id::float8 AS "courseId"`;
/** Nothing else is ever delivered. */
const DELIVERABLE = `record.status IN ('complete', 'completeviarpl', 'revoked')`;

export interface RecordChanged {
  readonly kind: RecordChangeKind;
  readonly publicJson: string;
  readonly changedAt: Date;
}

/** Finds the records that are about somebody or something, each on an index of its own and no more than asked for. */
@Injectable()
export class LedgerSearchRepository {
  constructor(private readonly dataSource: DataSource) {}

  ofPeople(people: readonly SiteMember[], limit: number): Promise<RecordKey[]> {
    return this.ofMembers('user_id', people, limit);
  }

  ofCourses(courses: readonly SiteMember[], limit: number): Promise<RecordKey[]> {
    return this.ofMembers('course_id', courses, limit);
  }

  ofCourse(courseId: number, limit: number): Promise<RecordKey[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${KEYS} FROM completion_records record WHERE course_id = $1 AND ${DELIVERABLE} LIMIT $2`,
      [courseId, limit],
    );
  }

  /** The last changes of some kinds, the newest first, as far as the last thousand changes hold them. */
  lastChanges(kinds: readonly string[], limit: number): Promise<RecordChanged[]> {
    return selectRows(
      this.dataSource,
      `SELECT change_kind AS kind, public_json::text AS "publicJson", changed_at AS "changedAt"
         FROM (SELECT * FROM completion_records ORDER BY change_seq DESC LIMIT 1000) AS recent
        WHERE change_kind = ANY($1) ORDER BY change_seq DESC LIMIT $2`,
      [kinds, limit],
    );
  }

  keysOf(recordIds: readonly string[]): Promise<RecordKey[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${KEYS} FROM completion_records record WHERE id = ANY($1::uuid[])`,
      [recordIds],
    );
  }

  private ofMembers(
    column: 'user_id' | 'course_id',
    members: readonly SiteMember[],
    limit: number,
  ): Promise<RecordKey[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${KEYS} FROM unnest($1::text[], $2::bigint[]) AS told(site_id, id)
        CROSS JOIN LATERAL (
          SELECT * FROM completion_records AS record
           WHERE record.${column} = told.id AND record.site_id = told.site_id AND ${DELIVERABLE} LIMIT $3) AS record
        LIMIT $3`,
      [members.map(({ siteId }) => siteId), members.map(({ id }) => id), limit],
    );
  }
}
